package dev.latchkey.store.jdbc;

import dev.latchkey.journal.Doorbell;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings this node's {@link Doorbell} when anybody who shares the database wrote an entry. Without a
 * direct connection there is no wire: then polling alone tells, and that is said once.
 */
public final class DoorbellWire implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DoorbellWire.class);
  private static final long RECONNECT_MILLIS = 500;
  private static final long LONGEST_GOODBYE_MILLIS = 2500;

  private final Database database;
  private final Doorbell doorbell;
  private final Thread thread;
  private volatile boolean stopping;
  private boolean silent;

  private DoorbellWire(Database database, String url, Doorbell doorbell) {
    this.database = database;
    this.doorbell = doorbell;
    this.thread = new Thread(() -> run(url), "latchkey-doorbell");
    thread.setDaemon(true);
  }

  /** Starts listening, where there is a direct way to the database. */
  public static Optional<DoorbellWire> connect(Database database, Doorbell doorbell) {
    Optional<String> url = database.settings().directUrl();
    if (url.isEmpty()) {
      log.warn(
          "latchkey has no direct connection for its doorbell (latchkey.doorbell.url):"
              + " changes arrive with the next poll");
      return Optional.empty();
    }
    DoorbellWire wire = new DoorbellWire(database, url.get(), doorbell);
    wire.thread.start();
    return Optional.of(wire);
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join(LONGEST_GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(String url) {
    try {
      while (!stopping) {
        listen(url);
        TimeUnit.MILLISECONDS.sleep(stopping ? 0 : RECONNECT_MILLIS);
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen(String url) throws InterruptedException {
    try (Listener listener = listener(url)) {
      silent = false;
      doorbell.ring();
      while (!stopping) {
        if (listener.heard()) {
          doorbell.ring();
        }
      }
    } catch (SQLException e) {
      if (!silent && !stopping) {
        log.warn("latchkey's doorbell is silent, polling goes on: {}", e.getMessage());
      }
      silent = true;
    }
  }

  private Listener listener(String url) throws SQLException {
    Connection connection = database.direct(url);
    return Dialect.of(url) == Dialect.SQLITE
        ? new DataVersionListener(connection)
        : new NotifyListener(connection);
  }
}
