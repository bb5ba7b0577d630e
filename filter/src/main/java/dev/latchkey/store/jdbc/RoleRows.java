package dev.latchkey.store.jdbc;

import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scopes;
import java.util.HashMap;
import java.util.Map;

/**
 * What roles give a user, account by account, as one text: so that it comes with the row of the
 * user, in the same snapshot. A role counts in the account where it is held and, one level deep, in
 * those that this account manages.
 */
public final class RoleRows {
  /** Stands in neither an account id nor a scope. */
  private static final String BETWEEN = "\"";

  private static final String OF_USER =
      """
      (SELECT string_agg(t.id || ' ' || r.scopes, '"')
         FROM latchkey_membership m
         JOIN latchkey_role r ON r.name = m.role
         JOIN latchkey_account t ON t.id = m.account_id OR t.manager_id = m.account_id
        WHERE m.user_id = %s)""";

  private RoleRows() {}

  /**
   * The column, as SQL.
   *
   * @param user the expression that is the id of the user
   */
  public static String of(String user) {
    return OF_USER.formatted(user);
  }

  /** Reads the column. */
  public static Map<AccountId, Scopes> parse(String text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    Map<AccountId, Scopes> roles = new HashMap<>();
    for (String line : text.split(BETWEEN)) {
      int space = line.indexOf(' ');
      Scopes scopes = Scopes.parse(line.substring(space + 1));
      roles.merge(new AccountId(line.substring(0, space)), scopes, Scopes::with);
    }
    return roles;
  }
}
