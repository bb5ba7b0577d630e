package dev.latchkey.admin.store.jdbc;

import dev.latchkey.settings.SettingsException;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.jdbc.Database;

/** Whether the database keeps what it acknowledges. A key that is issued there must not vanish. */
public final class Durability {
  private Durability() {}

  /**
   * Refuses a database that does not.
   *
   * @throws SettingsException naming the setting that is wrong
   */
  public static void require(Database database) {
    String forgets = forgets(database);
    if (!forgets.isEmpty()) {
      throw new SettingsException(message(forgets));
    }
  }

  /** The setting by which a database loses what it acknowledged; empty when there is none. */
  public static String forgets(Database database) {
    return database.read(
        session ->
            session
                .first(
                    "SELECT " + session.dialect().forgets() + " AS forgets",
                    row -> row.text("forgets"))
                .orElse(""));
  }

  /** The same within a change: somebody may have switched it off since the start. */
  static void requireNothingForgotten(String forgets) {
    if (!forgets.isEmpty()) {
      throw new StoreException(message(forgets));
    }
  }

  private static String message(String forgets) {
    return "the database may forget what it has acknowledged: it runs with "
        + forgets
        + "; switch that on";
  }
}
