package dev.latchkey.admin.store.jdbc;

import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.time.Duration;

/** Rows of one table that say themselves until when anybody needs them. */
public final class ExpiredRows {
  /** However wrong the clock of a node is, it does not accept twice what it should not. */
  private static final Duration MARGIN = Duration.ofMinutes(15);

  private static final int BATCH = 1000;
  private static final int MOST_BATCHES = 20;

  private final Database database;
  private final String table;
  private final String until;

  private ExpiredRows(Database database, String table, String until) {
    this.database = database;
    this.table = table;
    this.until = until;
  }

  /** What was accepted once, and nobody would accept again anyway. */
  public static ExpiredRows nonces(Database database) {
    return new ExpiredRows(database, "latchkey_nonce", "until");
  }

  /** Buckets of rate limits that are full again. */
  public static ExpiredRows buckets(Database database) {
    return new ExpiredRows(database, "latchkey_bucket", "expires_at");
  }

  /**
   * Takes away what is over: as many as a guard can add in the meantime, and nobody waits long for
   * the lock of a batch.
   *
   * @throws dev.latchkey.store.StoreException when the database could not be asked
   */
  public void takeAway() {
    for (int i = 0; i < MOST_BATCHES && isAnyOver(); i++) {
      database.write(this::takeBatch);
    }
  }

  /** Asked first, for a transaction on SQLite keeps every other writer waiting. */
  private boolean isAnyOver() {
    return database.read(session -> session.first(over(session, 1), row -> true).isPresent());
  }

  private int takeBatch(Session session) throws SQLException {
    return session.update("DELETE FROM " + table + " WHERE id IN (" + over(session, BATCH) + ")");
  }

  private String over(Session session, int limit) {
    return "SELECT id FROM %1$s WHERE %2$s < (SELECT %3$s - %4$d) ORDER BY %2$s LIMIT %5$d"
        .formatted(table, until, session.dialect().now(), MARGIN.toMillis(), limit);
  }
}
