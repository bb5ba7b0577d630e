package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.Promise;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import dev.latchkey.store.jdbc.JdbcFeed;
import dev.latchkey.store.jdbc.Row;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Users, accounts and the installation as rows. */
final class PeopleRows {
  static final String USER_COLUMNS = "id, account_id, name, scopes, enabled, created_at";

  private static final String USER = "SELECT " + USER_COLUMNS + " FROM latchkey_user WHERE id = ?";
  private static final String ACCOUNT =
      "SELECT id, name, api_access, plan, created_at FROM latchkey_account WHERE id = ?";
  private static final String INSTALLATION =
      "SELECT id, account_id, created_at, lease_ms, grace_ms FROM latchkey_installation";

  private static final String PUT_USER =
      """
      INSERT INTO latchkey_user (id, account_id, name, scopes, enabled, created_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, scopes = excluded.scopes, enabled = excluded.enabled
      """;

  private static final String PUT_ACCOUNT =
      """
      INSERT INTO latchkey_account (id, name, api_access, plan, created_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, api_access = excluded.api_access, plan = excluded.plan
      """;

  private static final String PUT_INSTALLATION =
      """
      INSERT INTO latchkey_installation
        (one, id, account_id, tag_version, oldest_guard, created_at)
      VALUES (1, ?, ?, 1, ?, ?)
      """;

  private PeopleRows() {}

  static Optional<UserRecord> user(Session session, UserId id) throws SQLException {
    return session.first(USER, PeopleRows::user, id);
  }

  static Optional<AccountRecord> account(Session session, AccountId id) throws SQLException {
    return session.first(ACCOUNT, PeopleRows::account, id);
  }

  static Optional<Installation> installation(Session session) throws SQLException {
    return session.first(
        INSTALLATION,
        row ->
            new Installation(
                row.text("id"),
                new AccountId(row.text("account_id")),
                row.instant("created_at"),
                promise(row)));
  }

  static void put(Session session, UserRecord record) throws SQLException {
    User user = record.user();
    session.update(
        PUT_USER,
        user.id(),
        user.account(),
        user.name(),
        user.scopes(),
        user.enabled(),
        record.createdAt());
  }

  static void put(Session session, AccountRecord record) throws SQLException {
    Account account = record.account();
    session.update(
        PUT_ACCOUNT,
        account.id(),
        account.name(),
        account.apiAccess(),
        record.plan(),
        record.createdAt());
  }

  static void put(Session session, Installation made) throws SQLException {
    session.update(PUT_INSTALLATION, made.id(), made.account(), JdbcFeed.SCHEMA, made.createdAt());
  }

  static void put(Session session, Promise promise) throws SQLException {
    session.update(
        "UPDATE latchkey_installation SET lease_ms = ?, grace_ms = ?",
        promise.lease().toMillis(),
        promise.grace().toMillis());
  }

  static UserRecord user(Row row) throws SQLException {
    User user =
        new User(
            new UserId(row.text("id")),
            new AccountId(row.text("account_id")),
            row.text("name"),
            Scopes.parse(row.text("scopes")),
            row.flag("enabled"));
    return new UserRecord(user, row.instant("created_at"));
  }

  private static Optional<Promise> promise(Row row) throws SQLException {
    Optional<Duration> lease = row.maybeNumber("lease_ms").map(Duration::ofMillis);
    Optional<Duration> grace = row.maybeNumber("grace_ms").map(Duration::ofMillis);
    return lease.flatMap(l -> grace.map(g -> new Promise(l, g)));
  }

  private static AccountRecord account(Row row) throws SQLException {
    Account account =
        new Account(new AccountId(row.text("id")), row.text("name"), row.flag("api_access"));
    return new AccountRecord(account, row.maybeText("plan"), row.instant("created_at"));
  }
}
