package dev.latchkey.admin.store.jdbc;

import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Dialect;
import java.util.List;

/**
 * The rights of the database role that guards use: to read what decides about a request, to write
 * their own row, to hand back what the database has lost, to add to what was accepted once, to
 * which legacy secrets were presented, to how keys are used and to what would have been refused,
 * and to count requests. Granting again is harmless, so this runs after each migration.
 */
public final class GuardRole {
  private static final List<String> READS =
      List.of(
          "installation",
          "head",
          "journal",
          "tag_key",
          "account",
          "plan",
          "user",
          "key",
          "secret",
          "role",
          "membership");

  /** Not when it was dealt with: that is for the admin servlet to say. */
  private static final String HANDED_BACK =
      "hash, number, at, actor, action, account_id, target, detail, node, told_at";

  private GuardRole() {}

  /** Grants the rights on PostgreSQL; SQLite has no roles. */
  public static void grant(Database database, String role) {
    if (database.dialect() != Dialect.POSTGRESQL) {
      return;
    }
    database.write(
        session -> {
          for (String table : READS) {
            session.update("GRANT SELECT ON latchkey_" + table + " TO " + role);
          }
          session.update("GRANT INSERT ON latchkey_nonce TO " + role);
          session.update("GRANT INSERT ON latchkey_first_use TO " + role);
          session.update("GRANT INSERT ON latchkey_use TO " + role);
          session.update("GRANT INSERT ON latchkey_observed TO " + role);
          session.update("GRANT INSERT (" + HANDED_BACK + ") ON latchkey_proposal TO " + role);
          session.update("GRANT SELECT, INSERT, UPDATE, DELETE ON latchkey_bucket TO " + role);
          return session.update("GRANT SELECT, INSERT, UPDATE, DELETE ON latchkey_node TO " + role);
        });
  }
}
