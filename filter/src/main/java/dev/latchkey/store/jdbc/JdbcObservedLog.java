package dev.latchkey.store.jdbc;

import dev.latchkey.key.KeyId;
import dev.latchkey.store.Observed;
import dev.latchkey.store.ObservedLog;
import java.util.List;

/** What would have been refused, a row for each kind of request and minute. */
public final class JdbcObservedLog implements ObservedLog {
  private static final String ADD =
      """
      INSERT INTO latchkey_observed
        (id, method, route, reason, why, address, key_id, requests, first_at, last_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private final Database database;

  public JdbcObservedLog(Database database) {
    this.database = database;
  }

  @Override
  public void add(List<Observed> lines) {
    database.write(
        session -> {
          session.batch(ADD, lines.stream().map(JdbcObservedLog::row).toList());
          return true;
        });
  }

  private static Object[] row(Observed line) {
    Observed.Kind kind = line.kind();
    return new Object[] {
      line.id(),
      kind.method(),
      kind.route(),
      kind.reason(),
      kind.why(),
      kind.address(),
      kind.key().map(KeyId::value),
      line.requests(),
      line.firstAt(),
      line.lastAt()
    };
  }
}
