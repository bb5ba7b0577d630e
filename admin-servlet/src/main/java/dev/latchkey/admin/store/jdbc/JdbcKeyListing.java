package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.Cursor;
import dev.latchkey.admin.store.KeyListing;
import dev.latchkey.admin.store.KeyQuery;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages of keys by keyset: a page costs the same wherever it starts. */
public final class JdbcKeyListing implements KeyListing {
  /** Keys without an expiry sort as expiring last. */
  private static final long NEVER = Long.MAX_VALUE;

  /** Keys that were never used sort as used first of all. */
  private static final String LAST_USE =
      "COALESCE((SELECT MAX(u.last_at) FROM latchkey_use_secret u WHERE u.key_id = k.id), 0)";

  private final Database database;

  public JdbcKeyListing(Database database) {
    this.database = database;
  }

  @Override
  public Page list(KeyQuery query) {
    Sql sql = where(query);
    String order = query.descending() ? " DESC" : "";
    String column = column(query.sort());
    query.after().ifPresent(cursor -> after(sql, query, cursor));
    sql.add(" ORDER BY " + column + order + ", k.id" + order + " LIMIT ?", query.limit() + 1);
    List<KeyRecord> found = database.read(session -> whole(session, sql));
    boolean more = found.size() > query.limit();
    List<KeyRecord> page = more ? found.subList(0, query.limit()) : found;
    return new Page(
        page,
        more ? Optional.of(cursor(query.sort(), page.get(page.size() - 1))) : Optional.empty());
  }

  /** A statement as it grows, with its parameters. */
  private static final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    Sql add(String more, Object... values) {
      text.append(more);
      parameters.addAll(List.of(values));
      return this;
    }
  }

  private static Sql where(KeyQuery query) {
    Sql sql = new Sql();
    sql.add(
        "SELECT " + KeyRows.COLUMNS + " FROM " + KeyRows.TABLES + " WHERE k.account_id = ?",
        query.account());
    query.owner().ifPresent(owner -> sql.add(" AND k.owner_id = ?", owner));
    query.environment().ifPresent(word -> sql.add(" AND k.environment = ?", word));
    query
        .label()
        .ifPresent(
            label ->
                sql.add(
                    " AND EXISTS (SELECT 1 FROM latchkey_label l"
                        + " WHERE l.key_id = k.id AND l.label = ?)",
                    label));
    query
        .text()
        .ifPresent(
            part ->
                sql.add(
                    " AND (LOWER(k.name) LIKE LOWER(?) ESCAPE '!'"
                        + " OR LOWER(k.description) LIKE LOWER(?) ESCAPE '!'"
                        + " OR LOWER('key_' || k.id) LIKE LOWER(?) ESCAPE '!')",
                    Like.containing(part),
                    Like.containing(part),
                    Like.containing(part)));
    query.neverUsed().ifPresent(never -> sql.add(" AND " + LAST_USE + (never ? " = 0" : " > 0")));
    query.unusedSince().ifPresent(since -> sql.add(" AND " + LAST_USE + " < ?", since));
    query.status().ifPresent(status -> status(sql, status, query.now()));
    return sql;
  }

  /** The same order of precedence as {@link dev.latchkey.key.ApiKey#status}. */
  private static void status(Sql sql, KeyStatus status, Instant now) {
    if (status == KeyStatus.REVOKED) {
      sql.add(" AND k.revoked_at IS NOT NULL");
      return;
    }
    sql.add(" AND k.revoked_at IS NULL");
    if (status == KeyStatus.EXPIRED) {
      sql.add(" AND k.expires_at <= ?", now);
      return;
    }
    sql.add(" AND (k.expires_at IS NULL OR k.expires_at > ?)", now);
    sql.add(status == KeyStatus.DISABLED ? " AND NOT k.enabled" : " AND k.enabled");
    if (status == KeyStatus.SCHEDULED) {
      sql.add(" AND k.not_before > ?", now);
    } else if (status == KeyStatus.ACTIVE) {
      sql.add(" AND (k.not_before IS NULL OR k.not_before <= ?)", now);
    }
  }

  private static void after(Sql sql, KeyQuery query, Cursor cursor) {
    String column = column(query.sort());
    String beyond = query.descending() ? "<" : ">";
    Object value =
        query.sort() == KeyQuery.Sort.NAME ? cursor.value() : Long.valueOf(cursor.value());
    sql.add(
        " AND (%1$s %2$s ? OR (%1$s = ? AND k.id %2$s ?))".formatted(column, beyond),
        value,
        value,
        cursor.id());
  }

  private static String column(KeyQuery.Sort sort) {
    return switch (sort) {
      case CREATED_AT -> "k.created_at";
      case NAME -> "k.name";
      case EXPIRES_AT -> "COALESCE(k.expires_at, " + NEVER + ")";
      case LAST_USED_AT -> LAST_USE;
    };
  }

  private static Cursor cursor(KeyQuery.Sort sort, KeyRecord last) {
    String value =
        switch (sort) {
          case CREATED_AT -> Long.toString(last.about().createdAt().toEpochMilli());
          case NAME -> last.about().name();
          case EXPIRES_AT ->
              Long.toString(last.key().expiresAt().map(Instant::toEpochMilli).orElse(NEVER));
          case LAST_USED_AT ->
              Long.toString(last.lastUsedAt().map(Instant::toEpochMilli).orElse(0L));
        };
    return new Cursor(value, last.id().value());
  }

  private static List<KeyRecord> whole(Session session, Sql sql) throws SQLException {
    List<KeyRecord> whole = new ArrayList<>();
    List<KeyRecord> bare =
        session.list(sql.text.toString(), KeyRows::bare, sql.parameters.toArray());
    for (KeyRecord record : bare) {
      whole.add(KeyRows.whole(session, record));
    }
    return whole;
  }
}
