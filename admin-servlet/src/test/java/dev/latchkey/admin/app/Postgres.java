package dev.latchkey.admin.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
  public static Postgres durable(java.nio.file.Path folder, int port) {
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

  public int port() {
    return server.getPort();
  }

  /** Makes an empty database, and answers its URL. */
  public String newDatabase() {
    String name = "latchkey" + databases.incrementAndGet();
    run("CREATE DATABASE " + name);
    return server.getJdbcUrl("postgres", name);
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
