package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.PlanRecord;
import dev.latchkey.key.Rates;
import dev.latchkey.store.jdbc.Row;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans as rows. */
final class PlanRows {
  private static final String COLUMNS =
      "SELECT name, api_access, secret_age_ms, key_rate, account_rate, terms, declared"
          + " FROM latchkey_plan";

  private static final String PUT =
      """
      INSERT INTO latchkey_plan
        (name, api_access, secret_age_ms, key_rate, account_rate, terms, declared)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET
        api_access = excluded.api_access, secret_age_ms = excluded.secret_age_ms,
        key_rate = excluded.key_rate, account_rate = excluded.account_rate,
        terms = excluded.terms, declared = excluded.declared
      """;

  private PlanRows() {}

  static Optional<PlanRecord> find(Session session, String name) throws SQLException {
    return session.first(COLUMNS + " WHERE name = ?", PlanRows::plan, name);
  }

  static List<PlanRecord> all(Session session) throws SQLException {
    return session.list(COLUMNS + " ORDER BY name", PlanRows::plan);
  }

  static boolean isTaken(Session session, String name) throws SQLException {
    String sql = "SELECT id FROM latchkey_account WHERE plan = ? LIMIT 1";
    return session.first(sql, row -> true, name).isPresent();
  }

  static void put(Session session, PlanRecord plan) throws SQLException {
    session.update(
        PUT,
        plan.name(),
        plan.apiAccess(),
        plan.secretAge().map(Duration::toMillis),
        plan.keyRates(),
        plan.accountRates(),
        plan.terms(),
        plan.declared());
  }

  static void delete(Session session, String name) throws SQLException {
    session.update("DELETE FROM latchkey_plan WHERE name = ?", name);
  }

  private static PlanRecord plan(Row row) throws SQLException {
    return new PlanRecord(
        row.text("name"),
        row.flag("api_access"),
        row.maybeNumber("secret_age_ms").map(Duration::ofMillis),
        Rates.parse(row.text("key_rate")),
        Rates.parse(row.text("account_rate")),
        row.text("terms"),
        row.flag("declared"));
  }
}
