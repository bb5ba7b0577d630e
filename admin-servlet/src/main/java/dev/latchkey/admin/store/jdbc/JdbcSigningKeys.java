package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.SigningKey;
import dev.latchkey.admin.store.SigningKeys;
import dev.latchkey.store.jdbc.Database;
import java.util.List;

/** The keys that sign tokens, outside of any change. */
public final class JdbcSigningKeys implements SigningKeys {
  private final Database database;

  public JdbcSigningKeys(Database database) {
    this.database = database;
  }

  @Override
  public List<SigningKey> signingKeys() {
    return database.read(SigningKeyRows::all);
  }
}
