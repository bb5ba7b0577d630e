package dev.latchkey.admin.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server that takes its settings from its file, as servers do: what is given on the
 * command line, as by other tests, nobody can change while it runs. It can have a replica, and be
 * killed.
 */
public final class ConfiguredPostgres implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final String BINDIR = "SELECT setting FROM pg_config WHERE name = 'BINDIR'";

  private final Path programs;
  private final Path data;
  private final int port;
  private Process server;

  private ConfiguredPostgres(Path programs, Path data, int port, Process server) {
    this.programs = programs;
    this.data = data;
    this.port = port;
    this.server = server;
  }

  /** Starts a server with the settings of a new one. */
  public static ConfiguredPostgres start() {
    Path data = TestDatabase.newFolder().resolve("data").toAbsolutePath();
    try (EmbeddedPostgres first =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start()) {
      Path programs = Path.of(text(first.getJdbcUrl("postgres", "postgres"), BINDIR));
      int port = first.getPort();
      first.close();
      return run(programs, data, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts another server that follows this one from here on; this one restarts meanwhile. */
  public ConfiguredPostgres replica() {
    close();
    Path copy = TestDatabase.newFolder().resolve("data").toAbsolutePath();
    try {
      copy(data, copy);
      Files.createFile(copy.resolve("standby.signal"));
      Files.writeString(
          copy.resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'\n".formatted(port),
          StandardOpenOption.APPEND);
      server = launch(programs, data, port);
      Await.until("PostgreSQL answers", LONGEST_START, this::answers);
      return run(programs, copy, freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestDatabase database() {
    return TestDatabase.at(url());
  }

  /** The way to whichever of the two is the primary. */
  public TestDatabase orElse(ConfiguredPostgres other) {
    return TestDatabase.at(
        "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?user=postgres&targetServerType=primary"
            .formatted(port, other.port));
  }

  /** Changes a setting while the server runs. */
  public void set(String setting) {
    run("ALTER SYSTEM SET " + setting);
    run("SELECT pg_reload_conf()");
  }

  /** The first column of the first row. */
  public String text(String sql) {
    return text(url(), sql);
  }

  public void run(String sql) {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Ends it as a power cut would. */
  public void kill() {
    server.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    server.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      boolean ended = server.waitFor(10, TimeUnit.SECONDS);
      if (!ended) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try {
      return text("SELECT 1").equals("1");
    } catch (IllegalStateException notYet) {
      return false;
    }
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  private static ConfiguredPostgres run(Path programs, Path data, int port) throws IOException {
    ConfiguredPostgres started =
        new ConfiguredPostgres(programs, data, port, launch(programs, data, port));
    Await.until("PostgreSQL answers", LONGEST_START, started::answers);
    return started;
  }

  private static Process launch(Path programs, Path data, int port) throws IOException {
    List<String> command = new ArrayList<>(asAnybody());
    command.add(programs.resolve("postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolveSibling("log").toFile()))
        .start();
  }

  /** The server refuses to run as root. */
  private static List<String> asAnybody() {
    return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectory(
                to.resolve(from.relativize(folder)),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static String text(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
