package dev.latchkey.admin.store.jdbc;

import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.time.Duration;

/** What was accepted once, and nobody would accept again anyway. */
public final class SpentNonces {
  /** However wrong the clock of a node is, it does not accept what it should not twice. */
  private static final Duration MARGIN = Duration.ofMinutes(15);

  private static final int BATCH = 1000;
  private static final int MOST_BATCHES = 20;

  private final Database database;

  public SpentNonces(Database database) {
    this.database = database;
  }

  /**
   * Takes away what is over: as many as a guard can add in the meantime, and nobody waits long for
   * the lock of a batch.
   *
   * @throws dev.latchkey.store.StoreException when the database could not be asked
   */
  public void takeAway() {
    for (int i = 0; i < MOST_BATCHES && isAnyOver(); i++) {
      database.write(SpentNonces::takeBatch);
    }
  }

  /** Asked first, for a transaction on SQLite keeps every other writer waiting. */
  private boolean isAnyOver() {
    return database.read(session -> session.first(over(session, 1), row -> true).isPresent());
  }

  private static int takeBatch(Session session) throws SQLException {
    return session.update("DELETE FROM latchkey_nonce WHERE id IN (" + over(session, BATCH) + ")");
  }

  private static String over(Session session, int limit) {
    return "SELECT id FROM latchkey_nonce WHERE until < (SELECT %s - %d) ORDER BY until LIMIT %d"
        .formatted(session.dialect().now(), MARGIN.toMillis(), limit);
  }
}
