package dev.latchkey.admin.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server for tests. */
public final class Postgres implements AutoCloseable {
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
    static final Postgres SERVER = start(EmbeddedPostgres.builder());
  }

  /** A server that keeps what it acknowledged, with its data in a folder that outlives it. */
  public static Postgres durable(Path folder, int port) {
    return start(
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on"));
  }

  private static Postgres start(EmbeddedPostgres.Builder builder) {
    try {
      return new Postgres(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
