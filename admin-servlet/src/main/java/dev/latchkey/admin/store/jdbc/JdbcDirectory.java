package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.People;
import dev.latchkey.admin.store.PlanRecord;
import dev.latchkey.admin.store.UserListing;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.UserId;
import dev.latchkey.store.jdbc.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records by name, and users by account, outside of any change. */
public final class JdbcDirectory implements Directory, UserListing {
  private final Database database;

  public JdbcDirectory(Database database) {
    this.database = database;
  }

  @Override
  public Optional<KeyRecord> key(KeyId id) {
    return database.read(session -> KeyRows.find(session, id));
  }

  @Override
  public Optional<UserRecord> user(UserId id) {
    return database.read(session -> PeopleRows.user(session, id));
  }

  @Override
  public Optional<AccountRecord> account(AccountId id) {
    return database.read(session -> PeopleRows.account(session, id));
  }

  @Override
  public Optional<PlanRecord> plan(String name) {
    return database.read(session -> PlanRows.find(session, name));
  }

  @Override
  public List<PlanRecord> plans() {
    return database.read(PlanRows::all);
  }

  @Override
  public People people() {
    return JdbcPeople.of(database);
  }

  @Override
  public Optional<Installation> installation() {
    return database.read(PeopleRows::installation);
  }

  @Override
  public List<UserRecord> list(
      AccountId account, Optional<String> text, Optional<String> after, int limit) {
    StringBuilder sql =
        new StringBuilder("SELECT ")
            .append(PeopleRows.USER_COLUMNS)
            .append(" FROM latchkey_user WHERE account_id = ?");
    List<Object> parameters = new ArrayList<>(List.of(account));
    text.ifPresent(
        part -> {
          sql.append(" AND (LOWER(name) LIKE LOWER(?) ESCAPE '!'");
          sql.append(" OR LOWER(id) LIKE LOWER(?) ESCAPE '!')");
          parameters.add(Like.containing(part));
          parameters.add(Like.containing(part));
        });
    after.ifPresent(
        id -> {
          sql.append(" AND id > ?");
          parameters.add(id);
        });
    sql.append(" ORDER BY id LIMIT ?");
    parameters.add(limit);
    return database.read(
        session -> session.list(sql.toString(), PeopleRows::user, parameters.toArray()));
  }
}
