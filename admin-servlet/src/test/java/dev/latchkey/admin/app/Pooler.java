package dev.latchkey.admin.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PgBouncer in transaction mode in front of a database, with fewer connections than it is asked
 * for.
 */
public final class Pooler implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
  private static final Duration LONGEST_START = Duration.ofSeconds(10);

  private final String url;
  private final Process process;

  private Pooler(String url, Process process) {
    this.url = url;
    this.process = process;
  }

  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /** Starts one in front of a PostgreSQL database. */
  public static Pooler before(TestDatabase database) {
    URI direct = URI.create(database.setting("latchkey.database").substring("jdbc:".length()));
    try {
      int port = freePort();
      Pooler started =
          new Pooler(
              "jdbc:postgresql://127.0.0.1:" + port + direct.getPath(),
              launch(settings(database, direct.getPort(), port)));
      Await.until("PgBouncer answers", LONGEST_START, started::answers);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The way to the database through it. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      boolean ended = process.waitFor(10, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static Path settings(TestDatabase database, int server, int port) throws IOException {
    Path folder = TestDatabase.newFolder().toAbsolutePath();
    List<String> roles = database.texts("SELECT format('\"%s\" \"\"', rolname) FROM pg_roles");
    return Files.writeString(
        folder.resolve("pgbouncer.ini"),
        """
        [databases]
        * = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = trust
        auth_file = %s
        pool_mode = transaction
        default_pool_size = 3
        """
            .formatted(server, port, Files.write(folder.resolve("roles"), roles)));
  }

  private static Process launch(Path settings) throws IOException {
    List<String> command = new ArrayList<>(asAnybody());
    command.addAll(List.of(PROGRAM.toString(), settings.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(settings.resolveSibling("log").toFile())
        .start();
  }

  /** It refuses to run as root. */
  private static List<String> asAnybody() {
    return System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
