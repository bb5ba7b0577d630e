package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.Management;
import dev.latchkey.admin.store.Membership;
import dev.latchkey.admin.store.PeopleFacts;
import dev.latchkey.admin.store.Role;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.UserId;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.RoleRows;
import dev.latchkey.store.jdbc.Row;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Roles, memberships and managing accounts as rows. */
final class JdbcPeople implements PeopleFacts {
  private static final String ROLES =
      "SELECT name, scopes, single FROM latchkey_role ORDER BY name";

  private static final String MEMBERS =
      "SELECT user_id, account_id, role, since FROM latchkey_membership";

  private static final String REACH = "SELECT " + RoleRows.of("?") + " AS roles";

  private static final String MANAGER =
      """
      SELECT manager_id, managed_since FROM latchkey_account
       WHERE id = ? AND manager_id IS NOT NULL
      """;

  private static final String PUT_ROLE =
      """
      INSERT INTO latchkey_role (name, scopes, single) VALUES (?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET scopes = excluded.scopes, single = excluded.single
      """;

  private static final String PUT_MEMBERSHIP =
      """
      INSERT INTO latchkey_membership (user_id, account_id, role, since) VALUES (?, ?, ?, ?)
      ON CONFLICT (user_id, account_id) DO UPDATE SET role = excluded.role, since = excluded.since
      """;

  /** Runs what is asked: within a change, or by itself. */
  private interface Asking {
    <T> T ask(Database.Work<T> work);
  }

  private final Asking asking;

  private JdbcPeople(Asking asking) {
    this.asking = asking;
  }

  /** Outside of any change: only what reads makes sense. */
  static JdbcPeople of(Database database) {
    return new JdbcPeople(database::read);
  }

  static JdbcPeople within(Session session) {
    return new JdbcPeople(
        new Asking() {
          @Override
          public <T> T ask(Database.Work<T> work) {
            try {
              return work.in(session);
            } catch (SQLException e) {
              throw new StoreException("the change could not be written: " + e.getMessage(), e);
            }
          }
        });
  }

  @Override
  public List<Role> roles() {
    return asking.ask(session -> session.list(ROLES, JdbcPeople::role));
  }

  @Override
  public Optional<Membership> membership(UserId user, AccountId account) {
    return asking.ask(
        session ->
            session.first(
                MEMBERS + " WHERE user_id = ? AND account_id = ?",
                JdbcPeople::membership,
                user,
                account));
  }

  @Override
  public List<Membership> holders(AccountId account, String role) {
    return asking.ask(
        session ->
            session.list(
                MEMBERS + " WHERE account_id = ? AND role = ? ORDER BY user_id",
                JdbcPeople::membership,
                account,
                role));
  }

  @Override
  public List<Membership> members(AccountId account, Optional<UserId> after, int limit) {
    return asking.ask(
        session ->
            session.list(
                MEMBERS + " WHERE account_id = ? AND user_id > ? ORDER BY user_id LIMIT ?",
                JdbcPeople::membership,
                account,
                after.map(UserId::value).orElse(""),
                limit));
  }

  @Override
  public List<Membership> memberships(Collection<UserId> users) {
    if (users.isEmpty()) {
      return List.of();
    }
    String places = String.join(", ", Collections.nCopies(users.size(), "?"));
    return asking.ask(
        session ->
            session.list(
                MEMBERS + " WHERE user_id IN (" + places + ") ORDER BY user_id, account_id",
                JdbcPeople::membership,
                users.toArray()));
  }

  @Override
  public Map<AccountId, Scopes> reach(UserId user) {
    return asking.ask(
        session ->
            session
                .first(REACH, row -> RoleRows.parse(row.maybeText("roles").orElse("")), user)
                .orElse(Map.of()));
  }

  @Override
  public Optional<Management> manager(AccountId account) {
    return asking.ask(session -> session.first(MANAGER, JdbcPeople::management, account));
  }

  @Override
  public List<AccountId> managed(AccountId account) {
    return asking.ask(
        session ->
            session.list(
                "SELECT id FROM latchkey_account WHERE manager_id = ? ORDER BY id",
                row -> new AccountId(row.text("id")),
                account));
  }

  @Override
  public void put(Role role) {
    update(PUT_ROLE, role.name(), role.scopes(), role.single());
  }

  @Override
  public void deleteRole(String name) {
    update("DELETE FROM latchkey_role WHERE name = ?", name);
  }

  @Override
  public void put(Membership made) {
    update(PUT_MEMBERSHIP, made.user(), made.account(), made.role(), made.since());
  }

  @Override
  public void delete(UserId user, AccountId account) {
    update("DELETE FROM latchkey_membership WHERE user_id = ? AND account_id = ?", user, account);
  }

  @Override
  public void put(AccountId account, Optional<Management> management) {
    update(
        "UPDATE latchkey_account SET manager_id = ?, managed_since = ? WHERE id = ?",
        management.map(m -> m.manager().value()),
        management.map(Management::since),
        account);
  }

  private void update(String sql, Object... parameters) {
    asking.ask(session -> session.update(sql, parameters));
  }

  private static Role role(Row row) throws SQLException {
    return new Role(row.text("name"), Scopes.parse(row.text("scopes")), row.flag("single"));
  }

  private static Membership membership(Row row) throws SQLException {
    return new Membership(
        new UserId(row.text("user_id")),
        new AccountId(row.text("account_id")),
        row.text("role"),
        row.instant("since"));
  }

  private static Management management(Row row) throws SQLException {
    return new Management(new AccountId(row.text("manager_id")), row.instant("managed_since"));
  }
}
