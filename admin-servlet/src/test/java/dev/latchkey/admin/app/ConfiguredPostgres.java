package dev.latchkey.admin.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
 * command line, as by other tests, nobody can change while it runs.
 */
public final class ConfiguredPostgres implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private final Process server;
  private final int port;

  private ConfiguredPostgres(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts a server with the settings of a new one. */
  public static ConfiguredPostgres start() {
    Path data = TestDatabase.newFolder().resolve("data").toAbsolutePath();
    try (EmbeddedPostgres first =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start()) {
      Path programs = Path.of(text(first.getJdbcUrl("postgres", "postgres"), BINDIR));
      int port = first.getPort();
      first.close();
      List<String> command = new ArrayList<>(asAnybody());
      command.add(programs.resolve("postgres").toString());
      command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
      Process server =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(data.resolveSibling("log").toFile())
              .start();
      ConfiguredPostgres started = new ConfiguredPostgres(server, port);
      Await.until("PostgreSQL answers", LONGEST_START, started::answers);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String BINDIR = "SELECT setting FROM pg_config WHERE name = 'BINDIR'";

  /** The server refuses to run as root. */
  private static List<String> asAnybody() {
    return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
  }

  public TestDatabase database() {
    return TestDatabase.at(url());
  }

  /** Changes a setting while the server runs. */
  public void set(String setting) {
    run("ALTER SYSTEM SET " + setting);
    run("SELECT pg_reload_conf()");
  }

  @Override
  public void close() {
    server.destroy();
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
      return text(url(), "SELECT 1").equals("1");
    } catch (IllegalStateException notYet) {
      return false;
    }
  }

  private String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
  }

  private void run(String sql) {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
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
