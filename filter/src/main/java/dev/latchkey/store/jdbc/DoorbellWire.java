package dev.latchkey.store.jdbc;

import dev.latchkey.journal.Doorbell;
import dev.latchkey.journal.TirelessThread;
import dev.latchkey.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings this node's {@link Doorbell} when anybody who shares the database wrote an entry. Without a
 * direct connection there is no wire, or a deaf one: then polling alone tells, and that is said
 * once.
 */
public final class DoorbellWire implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DoorbellWire.class);
  private static final Duration RECONNECT = Duration.ofMillis(500);

  /**
   * A deaf wire is tried again, since a database that is slow for a moment sounds like a pooler;
   * but rarely, since behind a pooler each try may leave one of its connections listening.
   */
  private static final Duration RETRY_DEAF = Duration.ofMinutes(10);

  private static final Duration LONGEST_GOODBYE = Duration.ofMillis(2500);

  private final Database database;
  private final Doorbell doorbell;
  private final TirelessThread thread;
  private boolean silent;
  private boolean deaf;

  private DoorbellWire(Database database, String url, Doorbell doorbell) {
    this.database = database;
    this.doorbell = doorbell;
    this.thread = new TirelessThread("latchkey-doorbell", () -> round(url), () -> {});
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
    thread.close(LONGEST_GOODBYE);
  }

  private void round(String url) throws InterruptedException {
    Duration pause = listen(url);
    TimeUnit.MILLISECONDS.sleep(thread.isStopping() ? 0 : pause.toMillis());
  }

  /** Listens while there is a connection that hears; answers how long to do without one. */
  private Duration listen(String url) throws InterruptedException {
    try (Listener listener = listener(url)) {
      if (!listener.begin(database::ringDoorbell)) {
        noteDeaf();
        return RETRY_DEAF;
      }
      silent = false;
      deaf = false;
      doorbell.ring();
      while (!thread.isStopping()) {
        if (listener.heard()) {
          doorbell.ring();
        }
      }
    } catch (SQLException | StoreException e) {
      if (!silent && !thread.isStopping()) {
        log.warn("latchkey's doorbell is silent, polling goes on: {}", e.getMessage());
      }
      silent = true;
    }
    return RECONNECT;
  }

  private void noteDeaf() {
    if (!deaf && !thread.isStopping()) {
      log.warn(
          "latchkey's doorbell hears nothing, as behind a transaction pooler: give it a direct way"
              + " to the same database (latchkey.doorbell.url); changes arrive with the next poll");
    }
    deaf = true;
  }

  private Listener listener(String url) throws SQLException {
    Connection connection = database.direct(url);
    return Dialect.of(url) == Dialect.SQLITE
        ? new DataVersionListener(connection)
        : new NotifyListener(connection);
  }
}
