package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.Journal;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Target;
import dev.latchkey.key.UserId;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.JdbcFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal, read back. */
public final class JdbcJournal implements Journal {
  private static final String COLUMNS =
      "SELECT number, at, actor, action, account_id, target, detail, hash FROM latchkey_journal";

  /** Deleted keys are nowhere but here. {@code LIKE} would not tell Ada from ada on SQLite. */
  private static final String OF_USER =
      """
      (target = ? OR target IN (SELECT target FROM latchkey_journal
         WHERE action = 'key.issue' AND REPLACE(detail, ?, '') <> detail))
      """;

  private final Database database;

  public JdbcJournal(Database database) {
    this.database = database;
  }

  @Override
  public List<Entry> find(Filter filter) {
    List<String> conditions = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    add(conditions, parameters, "account_id = ?", filter.account());
    add(conditions, parameters, "target = ?", filter.target());
    filter.user().ifPresent(user -> ofUser(conditions, parameters, user));
    add(conditions, parameters, "actor = ?", filter.actor());
    add(conditions, parameters, "action = ?", filter.action());
    add(conditions, parameters, "at >= ?", filter.since());
    add(conditions, parameters, "at < ?", filter.until());
    add(conditions, parameters, "number < ?", filter.before());
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    parameters.add(filter.limit());
    String sql = COLUMNS + where + " ORDER BY number DESC LIMIT ?";
    return database.read(session -> session.list(sql, JdbcFeed::entry, parameters.toArray()));
  }

  @Override
  public List<Entry> after(long number, int limit) {
    String sql = COLUMNS + " WHERE number > ? ORDER BY number LIMIT ?";
    return database.read(session -> session.list(sql, JdbcFeed::entry, number, limit));
  }

  @Override
  public Head head() {
    return database.read(
        session ->
            session
                .first(
                    "SELECT number, hash FROM latchkey_head",
                    row -> new Head(row.number("number"), row.text("hash")))
                .orElseThrow(() -> new java.sql.SQLException("the journal has lost its head")));
  }

  private static void ofUser(List<String> conditions, List<Object> parameters, UserId user) {
    conditions.add(OF_USER);
    parameters.add(new Target(Target.USER, user.value()));
    parameters.add("\"user_id\":\"" + user.value() + '"');
  }

  private static void add(
      List<String> conditions, List<Object> parameters, String condition, Optional<?> value) {
    value.ifPresent(
        present -> {
          conditions.add(condition);
          parameters.add(present);
        });
  }
}
