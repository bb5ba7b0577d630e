package dev.latchkey.store.jdbc;

import dev.latchkey.store.FirstUse;
import dev.latchkey.store.FirstUses;
import java.util.List;

/** First uses, a row each, by the clock of the database. Nothing here can be changed again. */
public final class JdbcFirstUses implements FirstUses {
  private static final String TELL =
      """
      INSERT INTO latchkey_first_use (key_id, ordinal, told_at)
      SELECT key_id, ordinal, %s FROM latchkey_secret
       WHERE key_id = ? AND ordinal = ? AND kind = 'legacy'
          ON CONFLICT DO NOTHING
      """;

  private final Database database;

  public JdbcFirstUses(Database database) {
    this.database = database;
  }

  @Override
  public void tell(List<FirstUse> uses) {
    database.write(
        session -> {
          String sql = TELL.formatted(session.dialect().now());
          session.batch(
              sql,
              uses.stream().map(use -> new Object[] {use.key().value(), use.ordinal()}).toList());
          return true;
        });
  }
}
