package dev.latchkey.admin.store.jdbc;

import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables that usage is added up in. What was told of a key that is gone is dropped. */
final class UsageSums {
  private static final String HOUR =
      """
      INSERT INTO latchkey_use_hour (key_id, hour, outcome, requests)
      SELECT id, ?, ?, ? FROM latchkey_key WHERE id = ?
          ON CONFLICT (key_id, hour, outcome) DO UPDATE
         SET requests = latchkey_use_hour.requests + excluded.requests
      """;

  private static final String UNPROVEN =
      """
      INSERT INTO latchkey_use_unproven (node, hour, outcome, requests) VALUES (?, ?, ?, ?)
          ON CONFLICT (hour, node, outcome) DO UPDATE
         SET requests = latchkey_use_unproven.requests + excluded.requests
      """;

  /** Nodes tell in any order: what is later, by the requests themselves, stays. */
  private static final String SECRET =
      """
      INSERT INTO latchkey_use_secret (key_id, ordinal, first_at, last_at, address, agent)
      SELECT id, ?, ?, ?, ?, ? FROM latchkey_key WHERE id = ?
          ON CONFLICT (key_id, ordinal) DO UPDATE
         SET first_at = CASE WHEN excluded.first_at < latchkey_use_secret.first_at
                             THEN excluded.first_at ELSE latchkey_use_secret.first_at END,
             address = CASE WHEN excluded.last_at >= latchkey_use_secret.last_at
                            THEN excluded.address ELSE latchkey_use_secret.address END,
             agent = CASE WHEN excluded.last_at >= latchkey_use_secret.last_at
                          THEN excluded.agent ELSE latchkey_use_secret.agent END,
             last_at = CASE WHEN excluded.last_at > latchkey_use_secret.last_at
                            THEN excluded.last_at ELSE latchkey_use_secret.last_at END
      """;

  private static final String SCOPE =
      """
      INSERT INTO latchkey_use_scope (key_id, scope, requests, last_at)
      SELECT id, ?, ?, ? FROM latchkey_key WHERE id = ?
          ON CONFLICT (key_id, scope) DO UPDATE
         SET requests = latchkey_use_scope.requests + excluded.requests,
             last_at = CASE WHEN excluded.last_at > latchkey_use_scope.last_at
                            THEN excluded.last_at ELSE latchkey_use_scope.last_at END
      """;

  private static final String ADDRESS =
      """
      INSERT INTO latchkey_use_address (key_id, ordinal, address, first_at, last_at)
      SELECT id, ?, ?, ?, ? FROM latchkey_key WHERE id = ?
          ON CONFLICT (key_id, ordinal, address) DO UPDATE
         SET first_at = CASE WHEN excluded.first_at < latchkey_use_address.first_at
                             THEN excluded.first_at ELSE latchkey_use_address.first_at END,
             last_at = CASE WHEN excluded.last_at > latchkey_use_address.last_at
                            THEN excluded.last_at ELSE latchkey_use_address.last_at END
      """;

  private static final String MARK =
      """
      INSERT INTO latchkey_use_node (node, number, told_until) VALUES (?, ?, ?)
          ON CONFLICT (node) DO UPDATE
         SET number = excluded.number,
             told_until = CASE WHEN excluded.told_until > latchkey_use_node.told_until
                               THEN excluded.told_until ELSE latchkey_use_node.told_until END
      """;

  private final List<Object[]> hours = new ArrayList<>();
  private final List<Object[]> unproven = new ArrayList<>();
  private final List<Object[]> secrets = new ArrayList<>();
  private final List<Object[]> scopes = new ArrayList<>();
  private final List<Object[]> addresses = new ArrayList<>();
  private final Map<String, Mark> marks = new HashMap<>();

  /** Up to which number a node was heard, and until when it has told all. */
  private record Mark(long number, long toldUntil) {
    Mark later(Mark other) {
      return new Mark(Math.max(number, other.number), Math.max(toldUntil, other.toldUntil));
    }
  }

  private UsageSums() {}

  /** Adds what was told, and remembers that it was. */
  static void add(Session session, List<ToldUse> told) throws SQLException {
    UsageSums sums = new UsageSums();
    told.forEach(sums::take);
    session.batch(HOUR, sums.hours);
    session.batch(UNPROVEN, sums.unproven);
    session.batch(SECRET, sums.secrets);
    session.batch(SCOPE, sums.scopes);
    session.batch(ADDRESS, sums.addresses);
    session.batch(MARK, sums.marks.entrySet().stream().map(UsageSums::row).toList());
  }

  private static Object[] row(Map.Entry<String, Mark> mark) {
    return new Object[] {mark.getKey(), mark.getValue().number(), mark.getValue().toldUntil()};
  }

  private void take(ToldUse use) {
    use.key().ifPresentOrElse(key -> take(key, use), () -> takeUnproven(use));
    long toldUntil = use.key().isPresent() ? 0 : use.lastAt();
    marks.merge(use.node(), new Mark(use.number(), toldUntil), Mark::later);
  }

  private void take(String key, ToldUse use) {
    use.outcomes().forEach((name, n) -> hours.add(new Object[] {use.hour(), name, n, key}));
    secrets.add(
        new Object[] {use.ordinal(), use.firstAt(), use.lastAt(), use.address(), use.agent(), key});
    use.scopes().forEach((scope, n) -> scopes.add(new Object[] {scope, n, use.lastAt(), key}));
    for (String address : use.addresses()) {
      boolean last = address.equals(use.address());
      addresses.add(address(key, use, address, last ? use.lastAt() : use.firstAt()));
    }
    if (!use.addresses().contains(use.address())) {
      addresses.add(address(key, use, use.address(), use.lastAt()));
    }
  }

  /** Of the addresses but the last one, the minute of the report is what is known. */
  private static Object[] address(String key, ToldUse use, String address, long lastAt) {
    return new Object[] {use.ordinal(), address, use.firstAt(), lastAt, key};
  }

  private void takeUnproven(ToldUse use) {
    use.outcomes()
        .forEach((name, n) -> unproven.add(new Object[] {use.node(), use.hour(), name, n}));
  }
}
