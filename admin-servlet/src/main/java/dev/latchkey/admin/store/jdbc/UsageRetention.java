package dev.latchkey.admin.store.jdbc;

import dev.latchkey.key.TimeSource;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Takes away what is known of the use of keys and older than it is kept: hours, and addresses,
 * which are somebody's. When a secret and a scope were used last stays for as long as their key.
 * For one thread.
 */
public final class UsageRetention {
  private static final long BETWEEN = Duration.ofHours(1).toNanos();
  private static final int MOST_ADDRESSES = 1000;

  private static final List<String> OLD =
      List.of(
          "DELETE FROM latchkey_use_hour WHERE hour < (SELECT %s - %d)",
          "DELETE FROM latchkey_use_unproven WHERE hour < (SELECT %s - %d)",
          "DELETE FROM latchkey_use_address WHERE last_at < (SELECT %s - %d)",
          "DELETE FROM latchkey_use_node WHERE told_until < (SELECT %s - %d)"
              + " AND node NOT IN (SELECT id FROM latchkey_node)",
          "UPDATE latchkey_use_secret SET address = NULL, agent = NULL"
              + " WHERE last_at < (SELECT %s - %d) AND agent IS NOT NULL");

  /** A key that the whole world uses does not fill the disk. */
  private static final String TOO_MANY =
      """
      DELETE FROM latchkey_use_address WHERE (key_id, ordinal, address) IN (
        SELECT key_id, ordinal, address FROM (
          SELECT key_id, ordinal, address,
                 ROW_NUMBER() OVER (PARTITION BY key_id, ordinal ORDER BY last_at DESC) AS place
            FROM latchkey_use_address) placed
         WHERE place > ?)
      """;

  private final Database database;
  private final TimeSource time;
  private final Duration kept;
  private long due;

  /**
   * Takes away nothing yet.
   *
   * @param kept how long what is known is kept
   */
  public UsageRetention(Database database, TimeSource time, Duration kept) {
    this.database = database;
    this.time = time;
    this.kept = kept;
    this.due = time.nanoTime();
  }

  /**
   * Takes away what is too old, once in a while.
   *
   * @throws dev.latchkey.store.StoreException when the database could not be asked
   */
  public void run() {
    if (time.nanoTime() - due >= 0) {
      database.write(this::takeAway);
      due = time.nanoTime() + BETWEEN;
    }
  }

  private int takeAway(Session session) throws SQLException {
    for (String sql : OLD) {
      session.update(sql.formatted(session.dialect().now(), kept.toMillis()));
    }
    return session.update(TOO_MANY, MOST_ADDRESSES);
  }
}
