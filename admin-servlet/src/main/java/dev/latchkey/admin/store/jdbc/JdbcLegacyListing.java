package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.LegacyListing;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.UserId;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads which secrets of other systems still work, with what guards have told of them. */
public final class JdbcLegacyListing implements LegacyListing {
  private static final String LIVING =
      """
        FROM latchkey_secret s
        JOIN latchkey_key k ON k.id = s.key_id
        LEFT JOIN latchkey_first_use f ON f.key_id = s.key_id AND f.ordinal = s.ordinal
       WHERE s.selector IS NOT NULL AND s.kind = 'legacy' AND k.account_id = ?
         AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ?)
         AND (s.ends_at IS NULL OR s.ends_at > ?)
      """;

  private static final String LINES =
      """
      SELECT k.id, k.name, k.owner_id, k.expires_at, s.ordinal, s.created_at, s.ends_at, f.told_at,
             EXISTS (SELECT 1 FROM latchkey_secret o
                      WHERE o.key_id = k.id AND o.kind <> 'legacy') AS replaced
      """
          + LIVING;

  private static final String COUNTS =
      "SELECT COUNT(*) AS everything, COUNT(f.told_at) AS seen " + LIVING;

  private final Database database;

  public JdbcLegacyListing(Database database) {
    this.database = database;
  }

  @Override
  public List<Line> list(Query query) {
    List<Object> parameters = parameters(query);
    StringBuilder sql = new StringBuilder(LINES).append(owner(query));
    query
        .seen()
        .ifPresent(seen -> sql.append(" AND f.told_at IS ").append(seen ? "NOT NULL" : "NULL"));
    query
        .after()
        .ifPresent(
            id -> {
              sql.append(" AND k.id > ?");
              parameters.add(id.value());
            });
    sql.append(" ORDER BY k.id, s.ordinal LIMIT ?");
    parameters.add(query.limit());
    return database.read(
        session -> session.list(sql.toString(), JdbcLegacyListing::line, parameters.toArray()));
  }

  @Override
  public Counts count(Query query) {
    return database.read(
        session ->
            session
                .first(
                    COUNTS + owner(query),
                    row -> new Counts(row.number("everything"), row.number("seen")),
                    parameters(query).toArray())
                .orElseThrow());
  }

  private static String owner(Query query) {
    return query.owner().isPresent() ? " AND k.owner_id = ?" : "";
  }

  private static List<Object> parameters(Query query) {
    List<Object> parameters =
        new ArrayList<>(List.of(query.account().value(), query.now(), query.now()));
    query.owner().ifPresent(owner -> parameters.add(owner.value()));
    return parameters;
  }

  private static Line line(Row row) throws SQLException {
    return new Line(
        new KeyId(row.text("id")),
        row.text("name"),
        row.maybeText("owner_id").map(UserId::new),
        (int) row.number("ordinal"),
        row.instant("created_at"),
        row.maybeInstant("told_at"),
        earlier(row.maybeInstant("expires_at"), row.maybeInstant("ends_at")),
        row.flag("replaced"));
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
  }
}
