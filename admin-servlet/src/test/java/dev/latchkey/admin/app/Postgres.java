package dev.latchkey.admin.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server for tests, which keeps what it acknowledged as those in production do. */
public final class Postgres implements AutoCloseable {
  /** Memory that looks like a disk: every commit is synced there too, only sooner. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final long ENOUGH_BYTES = 1L << 30;

  private final EmbeddedPostgres server;
  private final AtomicInteger databases = new AtomicInteger();

  private Postgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /** The server that most tests share; it stops with the JVM. */
  static Postgres shared() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final Postgres SERVER =
        start(EmbeddedPostgres.builder().setDataDirectory(quickFolder()));
  }

  /** A server with its data in a folder that outlives it. */
  public static Postgres durable(Path folder, int port) {
    return start(
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(folder)
            .setCleanDataDirectory(false));
  }

  private static Postgres start(EmbeddedPostgres.Builder builder) {
    try {
      return new Postgres(
          builder
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_wal_size", "256MB")
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where syncs are cheap, if this machine has such a place. */
  private static Path quickFolder() {
    try {
      return hasRoom(MEMORY)
          ? Files.createTempDirectory(MEMORY, "latchkey-postgres")
          : Files.createTempDirectory("latchkey-postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasRoom(Path folder) throws IOException {
    return Files.isDirectory(folder)
        && Files.isWritable(folder)
        && Files.getFileStore(folder).getUsableSpace() >= ENOUGH_BYTES;
  }

  /** The URL of a database that was made before. */
  public String url(String name) {
    return server.getJdbcUrl("postgres", name);
  }

  public int port() {
    return server.getPort();
  }

  /** Makes an empty database, and answers its URL. */
  public String newDatabase() {
    String name = "latchkey" + databases.incrementAndGet();
    run("CREATE DATABASE " + name);
    return server.getJdbcUrl("postgres", name);
  }

  /** A database that belongs to one role, where another may only guard. */
  TestDatabase withTwoRoles() {
    String name = "roles" + databases.incrementAndGet();
    for (String role : List.of("admin_" + name, "guard_" + name)) {
      run("CREATE ROLE " + role + " LOGIN PASSWORD '" + role + "'");
    }
    run("CREATE DATABASE " + name + " OWNER admin_" + name);
    String url = "jdbc:postgresql://localhost:" + port() + '/' + name;
    return new TestDatabase(
        server.getJdbcUrl("postgres", name),
        List.of(
            "latchkey.database = " + url,
            "latchkey.database.user = guard_" + name,
            "latchkey.database.password = guard_" + name,
            "latchkey.admin.database.user = admin_" + name,
            "latchkey.admin.database.password = admin_" + name,
            "latchkey.admin.guard-role = guard_" + name));
  }

  public void run(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
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
}
