package dev.latchkey.store.jdbc;

import dev.latchkey.store.Nonces;
import java.time.Instant;

/** Spent nonces, a row each: the database alone sees the requests of all nodes. */
public final class JdbcNonces implements Nonces {
  private static final String SPEND =
      "INSERT INTO latchkey_nonce (id, until) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private final Database database;

  public JdbcNonces(Database database) {
    this.database = database;
  }

  @Override
  public boolean spend(String id, Instant until) {
    return database.write(session -> session.update(SPEND, id, until) > 0);
  }
}
