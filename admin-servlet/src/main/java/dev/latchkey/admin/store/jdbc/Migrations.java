package dev.latchkey.admin.store.jdbc;

import dev.latchkey.store.StoreException;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Dialect;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date, one process at a time: on PostgreSQL under Flyway's own lock, which
 * lasts for a transaction and so passes through a pooler; on SQLite, where Flyway has none, under a
 * lock on a file beside the database.
 */
public final class Migrations {
  private static final String PLACE = "classpath:dev/latchkey/admin/migrations";
  private static final String HISTORY = "latchkey_schema_history";
  private static final int TRIES = 600;
  private static final long BETWEEN_TRIES_MILLIS = 50;

  private static final Duration AFTER_ANOTHER = Duration.ofMillis(500);
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  private final Database database;
  private final String[] places;

  public Migrations(Database database) {
    this(database, PLACE);
  }

  /** For a test of what comes next: with migrations from more than one place. */
  Migrations(Database database, String... places) {
    this.database = database;
    this.places = places;
  }

  /**
   * Applies what is missing.
   *
   * @throws StoreException when the database is away, or a migration failed
   */
  public void apply() {
    Optional<Path> file = database.sqliteFile();
    if (database.dialect() == Dialect.SQLITE && file.isPresent()) {
      applyUnderFileLock(Path.of(file.get() + ".migrate"));
    } else {
      migrateTwiceIfNeedBe();
    }
  }

  /**
   * Flyway makes its history table, and the first line of it, before it locks that: of two that
   * come to an empty database at once, one may find the table without the line.
   */
  private void migrateTwiceIfNeedBe() {
    try {
      migrate();
    } catch (StoreException perhapsNotTheFirst) {
      log.info("latchkey tries once more: {}", perhapsNotTheFirst.getMessage());
      LockSupport.parkNanos(AFTER_ANOTHER.toNanos());
      migrate();
    }
  }

  private void migrate() {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(database.dataSource())
          .locations(places)
          .table(HISTORY)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException("the schema could not be brought up to date: " + e.getMessage(), e);
    }
  }

  private void applyUnderFileLock(Path lockFile) {
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      migrate();
    } catch (IOException e) {
      throw new StoreException("the schema could not be locked by " + lockFile, e);
    }
  }

  /** Another app in the same JVM shows as an exception, another process as a wait. */
  private static FileLock lock(FileChannel channel) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException heldInThisJvm) {
        pause();
      }
    }
    throw new IOException("another app kept the lock for too long");
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
