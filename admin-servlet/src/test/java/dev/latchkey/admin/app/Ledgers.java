package dev.latchkey.admin.app;

import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.jdbc.JdbcLedger;
import dev.latchkey.admin.store.jdbc.Migrations;
import dev.latchkey.journal.Chain;
import dev.latchkey.journal.Target;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.DatabaseSettings;
import java.time.Duration;

/** A store with its schema, without an app around it. */
public final class Ledgers {
  private Ledgers() {}

  public static Database open(TestDatabase database) {
    Database open =
        Database.open(DatabaseSettings.at(database.url()), "test", Duration.ofSeconds(15));
    new Migrations(open).apply();
    return open;
  }

  public static JdbcLedger on(Database database, Chain chain) {
    return new JdbcLedger(database, chain, TimeSource.SYSTEM, () -> {});
  }

  /** Writes an entry that means nothing. */
  public static long note(Facts facts) {
    return facts.note(
        new Deed("test.note", new AccountId("main"), new Target(Target.ACCOUNT, "main"), "{}"));
  }
}
