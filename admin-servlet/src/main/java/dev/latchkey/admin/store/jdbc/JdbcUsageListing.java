package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.UsageListing;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Scope;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads usage as it was added up. */
public final class JdbcUsageListing implements UsageListing {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** The hours of a page, and then all that is known of them. */
  private static final String HOURS =
      """
      SELECT a.key_id, a.hour, a.outcome, a.requests
        FROM latchkey_use_hour a
        JOIN (SELECT h.key_id, h.hour
                FROM latchkey_use_hour h
                JOIN latchkey_key k ON k.id = h.key_id
               WHERE k.account_id = ?%s
               GROUP BY h.hour, h.key_id
               ORDER BY h.hour DESC, h.key_id LIMIT ?) p
          ON p.key_id = a.key_id AND p.hour = a.hour
       ORDER BY a.hour DESC, a.key_id
      """;

  private static final String FROM_ADDRESS =
      """
       AND EXISTS (SELECT 1 FROM latchkey_use_address u
                    WHERE u.key_id = h.key_id AND u.address = ?
                      AND u.first_at < h.hour + %1$d AND u.last_at >= h.hour)
      """
          .formatted(HOUR);

  private static final String UNPROVEN =
      """
      SELECT NULL AS key_id, hour, outcome, SUM(requests) AS requests FROM latchkey_use_unproven
       WHERE hour > ? AND hour < ? GROUP BY hour, outcome ORDER BY hour DESC
      """;

  private static final String SCOPES =
      "SELECT scope, requests, last_at FROM latchkey_use_scope WHERE key_id = ? ORDER BY scope";

  private static final String ADDRESSES =
      """
      SELECT ordinal, address, first_at, last_at FROM latchkey_use_address
       WHERE key_id = ? ORDER BY last_at DESC, address
      """;

  private static final String SINCE =
      "SELECT since FROM latchkey_use_state WHERE since IS NOT NULL";

  private static final String NODES =
      """
      SELECT n.name, u.told_until
        FROM latchkey_node n LEFT JOIN latchkey_use_node u ON u.node = n.id
       WHERE n.beat_at + n.lease_ms + n.grace_ms > %s ORDER BY n.name, n.id
      """;

  private final Database database;

  public JdbcUsageListing(Database database) {
    this.database = database;
  }

  @Override
  public List<Hour> hours(Query query) {
    List<Object> parameters = new ArrayList<>(List.of(query.account().value()));
    String sql = HOURS.formatted(where(query, parameters));
    parameters.add(query.limit());
    return joined(
        database.read(session -> session.list(sql, JdbcUsageListing::line, parameters.toArray())));
  }

  @Override
  public List<Hour> unproven(Instant from, Instant until) {
    return joined(
        database.read(
            session ->
                session.list(UNPROVEN, JdbcUsageListing::line, from.minusMillis(HOUR), until)));
  }

  @Override
  public List<ScopeUse> scopes(KeyId key) {
    return database.read(
        session ->
            session.list(
                SCOPES,
                row ->
                    new ScopeUse(
                        Scope.parse(row.text("scope")),
                        row.number("requests"),
                        row.instant("last_at")),
                key.value()));
  }

  @Override
  public List<AddressUse> addresses(KeyId key) {
    return database.read(
        session ->
            session.list(
                ADDRESSES,
                row ->
                    new AddressUse(
                        (int) row.number("ordinal"),
                        row.text("address"),
                        row.instant("first_at"),
                        row.instant("last_at")),
                key.value()));
  }

  @Override
  public Reporting reporting() {
    return database.read(
        session ->
            new Reporting(
                session.first(SINCE, row -> row.instant("since")),
                session.list(NODES.formatted(session.dialect().now()), JdbcUsageListing::node)));
  }

  private static String where(Query query, List<Object> parameters) {
    StringBuilder sql = new StringBuilder();
    query.key().ifPresent(key -> add(sql, parameters, " AND h.key_id = ?", key.value()));
    query.from().ifPresent(from -> add(sql, parameters, " AND h.hour > ?", from.minusMillis(HOUR)));
    query.until().ifPresent(until -> add(sql, parameters, " AND h.hour < ?", until));
    query.outcome().ifPresent(word -> addOutcome(sql, parameters, word));
    query.address().ifPresent(address -> add(sql, parameters, FROM_ADDRESS, address));
    query
        .after()
        .ifPresent(
            place -> {
              add(sql, parameters, " AND (h.hour < ?", place.hour());
              add(sql, parameters, " OR (h.hour = ?", place.hour());
              add(sql, parameters, " AND h.key_id > ?))", place.key().value());
            });
    return sql.toString();
  }

  private static void addOutcome(StringBuilder sql, List<Object> parameters, String word) {
    boolean refused = word.equals("refused");
    String compare = refused ? " AND h.outcome <> ?" : " AND h.outcome = ?";
    add(sql, parameters, compare, refused ? ALLOWED : word);
  }

  private static void add(StringBuilder sql, List<Object> parameters, String more, Object value) {
    sql.append(more);
    parameters.add(value);
  }

  private static Hour line(Row row) throws SQLException {
    return new Hour(
        row.instant("hour"),
        row.maybeText("key_id").map(KeyId::new),
        Map.of(row.text("outcome"), row.number("requests")));
  }

  /** One line an hour and key, of one line each outcome. */
  private static List<Hour> joined(List<Hour> lines) {
    record Whose(Instant hour, Optional<KeyId> key) {}
    Map<Whose, Map<String, Long>> joined = new LinkedHashMap<>();
    for (Hour line : lines) {
      joined
          .computeIfAbsent(new Whose(line.start(), line.key()), first -> new HashMap<>())
          .putAll(line.outcomes());
    }
    return joined.entrySet().stream()
        .map(one -> new Hour(one.getKey().hour(), one.getKey().key(), one.getValue()))
        .toList();
  }

  private static NodeReport node(Row row) throws SQLException {
    return new NodeReport(
        row.text("name"), row.maybeInstant("told_until").filter(Instant.EPOCH::isBefore));
  }
}
