package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.ObservedListing;
import dev.latchkey.key.KeyId;
import dev.latchkey.store.Observed;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The lines that guards wrote, put together as they are read; and an end for the old ones. */
public final class JdbcObservedListing implements ObservedListing {
  private static final String LIST =
      """
      SELECT method, route, reason, why, address, key_id, CAST(SUM(requests) AS BIGINT) AS requests,
             MIN(first_at) AS first_at, MAX(last_at) AS last_at
        FROM latchkey_observed
       WHERE last_at >= ?
       GROUP BY method, route, reason, why, address, key_id
       ORDER BY 7 DESC, route, method, reason, address, why, key_id
       LIMIT ? OFFSET ?
      """;

  private static final Duration KEPT = Duration.ofDays(30);
  private static final int BATCH = 10_000;

  private static final String OLD =
      "SELECT id FROM latchkey_observed WHERE last_at < (SELECT %s - %d) LIMIT %d";

  private final Database database;

  public JdbcObservedListing(Database database) {
    this.database = database;
  }

  @Override
  public List<Line> list(Query query) {
    Instant since = query.since().orElse(Instant.EPOCH);
    return database.read(
        session ->
            session.list(LIST, JdbcObservedListing::line, since, query.limit(), query.skip()));
  }

  /** Takes away what was seen last more than 30 days ago, a batch of it. */
  public void takeAway() {
    boolean any =
        database.read(
            session -> session.first(old(session.dialect().now(), 1), row -> true).isPresent());
    if (any) {
      database.write(
          session ->
              session.update(
                  "DELETE FROM latchkey_observed WHERE id IN ("
                      + old(session.dialect().now(), BATCH)
                      + ")"));
    }
  }

  private static String old(String now, int limit) {
    return OLD.formatted(now, KEPT.toMillis(), limit);
  }

  private static Line line(Row row) throws SQLException {
    Observed.Kind kind =
        new Observed.Kind(
            row.text("method"),
            row.text("route"),
            row.text("reason"),
            row.text("why"),
            row.text("address"),
            row.maybeText("key_id").map(KeyId::new));
    return new Line(kind, row.number("requests"), row.instant("first_at"), row.instant("last_at"));
  }
}
