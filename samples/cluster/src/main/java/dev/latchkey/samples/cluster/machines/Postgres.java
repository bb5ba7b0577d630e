package dev.latchkey.samples.cluster.machines;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A PostgreSQL server that keeps what it acknowledges, and that can be killed. For one thread. */
public final class Postgres implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final String BACKENDS =
      "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND client_port IN (%s)";

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  private Postgres(Path data, int port) {
    this.data = data;
    this.port = port;
    this.server = launch(data, port);
  }

  /** Starts an empty server with its data in {@code folder}. */
  public static Postgres in(Path folder) {
    return new Postgres(folder.resolve("postgres").toAbsolutePath(), freePort());
  }

  public int port() {
    return port;
  }

  /** Ends the server as a power cut would. */
  public void kill() {
    ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    Patience.until("all of it is dead", LONGEST_START, () -> none(all));
    close();
  }

  /** Starts it again on the same data. */
  public void start() {
    server = launch(data, port);
  }

  /** The processes that serve connections from these ports of this machine. */
  List<Long> backends(Set<Integer> clientPorts) {
    String ports = clientPorts.stream().map(String::valueOf).collect(Collectors.joining(","));
    return ports.isEmpty()
        ? List.of()
        : texts(BACKENDS.formatted(ports)).stream().map(Long::valueOf).toList();
  }

  /** Another server that follows this one from now on; this one restarts meanwhile. */
  public Postgres replica(Path folder) {
    close();
    Path copy = folder.resolve("replica").toAbsolutePath();
    try {
      copy(data, copy);
      Files.createFile(copy.resolve("standby.signal"));
      Files.writeString(
          copy.resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'\n".formatted(port),
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
    return new Postgres(copy, freePort());
  }

  public void run(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of each row. */
  public List<String> texts(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that nobody listens on at this moment. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
  }

  private long postmaster() {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres launch(Path data, int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .setPGStartupWait(LONGEST_START)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean none(List<ProcessHandle> processes) {
    return processes.stream().noneMatch(ProcessHandle::isAlive);
  }

  private static void copy(Path from, Path to) throws IOException {
    int exit;
    try {
      exit = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (exit != 0) {
      throw new IOException("cannot copy " + from);
    }
  }
}
