package dev.latchkey.admin.store.jdbc;

import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up what guards have told of the use of keys, and takes away what is older than it is kept.
 * What is added up is gone in the same commit; and since a node counts its rows, one that comes
 * twice is seen to. One at a time does it, however many admin servlets there are. Safe for use by
 * many threads.
 */
public final class UsageRollUp {
  private static final int BATCH = 1000;
  private static final int MOST_BATCHES = 50;

  private static final String ANY = "SELECT number FROM latchkey_use LIMIT 1";

  private static final String LOCK = "SELECT one FROM latchkey_use_state WHERE one = 1";

  private static final String BEGIN =
      "UPDATE latchkey_use_state SET since = (SELECT %s) WHERE since IS NULL";

  private static final String SOME =
      """
      SELECT node, number, key_id, ordinal, from_at, last_at, outcomes, scopes, addresses, address,
             agent, %s AS now
        FROM latchkey_use ORDER BY node, number LIMIT ?
      """;

  private static final String MARKS = "SELECT node, number FROM latchkey_use_node";

  private static final String TAKE = "DELETE FROM latchkey_use WHERE node = ? AND number <= ?";

  private final Database database;

  public UsageRollUp(Database database) {
    this.database = database;
  }

  /**
   * Adds up what there is.
   *
   * @throws dev.latchkey.store.StoreException when the database could not be asked
   */
  public void run() {
    for (int i = 0; i < MOST_BATCHES && isAny(); i++) {
      database.write(UsageRollUp::addBatch);
    }
  }

  /** Asked first, for a transaction on SQLite keeps every other writer waiting. */
  private boolean isAny() {
    return database.read(session -> session.first(ANY, row -> true).isPresent());
  }

  private static boolean addBatch(Session session) throws SQLException {
    session.list(session.dialect().locked(LOCK), row -> true);
    session.update(BEGIN.formatted(session.dialect().now()));
    List<ToldUse> told =
        session.list(SOME.formatted(session.dialect().now()), ToldUse::read, BATCH);
    Map<String, Long> marks = new HashMap<>();
    session.list(MARKS, row -> marks.put(row.text("node"), row.number("number")));
    List<ToldUse> fresh = new ArrayList<>();
    for (ToldUse use : told) {
      if (use.number() > marks.getOrDefault(use.node(), 0L)) {
        fresh.add(use);
      }
    }
    UsageSums.add(session, fresh);
    List<Object[]> done = new ArrayList<>();
    last(told).forEach((node, number) -> done.add(new Object[] {node, number}));
    session.batch(TAKE, done);
    return true;
  }

  private static Map<String, Long> last(List<ToldUse> told) {
    Map<String, Long> last = new HashMap<>();
    told.forEach(use -> last.merge(use.node(), use.number(), Math::max));
    return last;
  }
}
