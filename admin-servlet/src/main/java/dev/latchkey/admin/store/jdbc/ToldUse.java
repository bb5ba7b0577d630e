package dev.latchkey.admin.store.jdbc;

import dev.latchkey.key.Scope;
import dev.latchkey.store.jdbc.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A row that a guard has added, as far as it can be what a guard of ours writes: no later than now,
 * and nothing but counts, scopes and addresses. Times are milliseconds since 1970.
 *
 * @param key empty for what proved none
 * @param hour that it counts for
 */
record ToldUse(
    String node,
    long number,
    Optional<String> key,
    long ordinal,
    long hour,
    long firstAt,
    long lastAt,
    Map<String, Long> outcomes,
    Map<String, Long> scopes,
    List<String> addresses,
    String address,
    String agent) {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long MOST = 1_000_000_000_000L;

  static ToldUse read(Row row) throws SQLException {
    long now = row.number("now");
    long last = Math.min(row.number("last_at"), now);
    long first = Math.min(row.number("from_at"), last);
    return new ToldUse(
        row.text("node"),
        row.number("number"),
        row.maybeText("key_id"),
        row.number("ordinal"),
        first - Math.floorMod(first, HOUR),
        first,
        last,
        counts(row.text("outcomes"), name -> name.matches("[a-z_]{1,32}")),
        counts(row.text("scopes"), ToldUse::isScope),
        words(row.text("addresses")),
        row.text("address"),
        row.text("agent"));
  }

  private static Map<String, Long> counts(String text, Predicate<String> name) {
    Map<String, Long> counts = new HashMap<>();
    for (String word : words(text)) {
      int equals = word.lastIndexOf('=');
      String digits = word.substring(equals + 1);
      if (equals > 0 && name.test(word.substring(0, equals)) && digits.matches("[0-9]{1,18}")) {
        counts.merge(word.substring(0, equals), Math.min(MOST, Long.parseLong(digits)), Long::sum);
      }
    }
    return counts;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static boolean isScope(String text) {
    try {
      return Scope.parse(text).isGrantable();
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }
}
