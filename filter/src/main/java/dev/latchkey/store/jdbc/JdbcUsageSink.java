package dev.latchkey.store.jdbc;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.Scope;
import dev.latchkey.store.UsageSink;
import dev.latchkey.store.UseRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Usage as guards tell it: rows that are only added. Counts are text, {@code name=number} with
 * spaces between them, for nobody but the admin servlet adds them up.
 */
public final class JdbcUsageSink implements UsageSink {
  private static final String APPEND =
      """
      INSERT INTO latchkey_use
        (node, number, key_id, ordinal, from_at, last_at, outcomes, scopes, addresses, address,
         agent)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final int MOST_OF_SCOPES = 20_000;

  private final Database database;

  public JdbcUsageSink(Database database) {
    this.database = database;
  }

  @Override
  public void append(String node, long first, List<UseRecord> uses) {
    List<Object[]> rows = new ArrayList<>();
    for (UseRecord use : uses) {
      rows.add(row(node, first + rows.size(), use));
    }
    database.write(
        session -> {
          session.batch(APPEND, rows);
          return true;
        });
  }

  private static Object[] row(String node, long number, UseRecord use) {
    return new Object[] {
      node,
      number,
      use.key().map(KeyId::value),
      use.ordinal(),
      use.from(),
      use.lastAt(),
      counts(use.outcomes()),
      scopes(use.scopes()),
      String.join(" ", use.addresses()),
      use.address(),
      use.agent()
    };
  }

  /** A row that is too large would keep all behind it from being written. */
  private static String scopes(Map<Scope, Long> scopes) {
    StringBuilder text = new StringBuilder();
    scopes.forEach(
        (scope, count) -> {
          String more = scope + "=" + count;
          if (scope.isGrantable() && text.length() + more.length() < MOST_OF_SCOPES) {
            text.append(text.isEmpty() ? "" : " ").append(more);
          }
        });
    return text.toString();
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
