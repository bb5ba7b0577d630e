package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.Keepsake;
import dev.latchkey.admin.store.Keepsakes;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.jdbc.Row;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sealed copies as rows, within one transaction. For one thread. */
record JdbcKeepsakes(Session session) implements Keepsakes {
  private static final String PUT =
      """
      INSERT INTO latchkey_sealed_secret (key_id, ordinal, sealed) VALUES (?, ?, ?)
      ON CONFLICT (key_id, ordinal) DO UPDATE SET sealed = excluded.sealed
      """;

  private static final String SELECT =
      """
      SELECT k.account_id, s.key_id, s.ordinal, s.sealed
        FROM latchkey_sealed_secret s JOIN latchkey_key k ON k.id = s.key_id
      """;

  private static final String AFTER =
      " WHERE s.key_id > ? OR (s.key_id = ? AND s.ordinal > ?) ORDER BY s.key_id, s.ordinal LIMIT ?";

  private static final String DROP_ALL = "DELETE FROM latchkey_sealed_secret WHERE key_id = ?";

  private static final String DROP_ENDED =
      DROP_ALL
          + " AND ordinal IN (SELECT ordinal FROM latchkey_secret WHERE key_id = ? AND ends_at <= ?)";

  @Override
  public void put(Keepsake copy) {
    run(() -> session.update(PUT, copy.key().value(), copy.ordinal(), copy.sealed()));
  }

  @Override
  public Optional<Keepsake> find(KeyId key, int ordinal) {
    return run(
        () ->
            session.first(
                SELECT + " WHERE s.key_id = ? AND s.ordinal = ?",
                JdbcKeepsakes::read,
                key.value(),
                ordinal));
  }

  @Override
  public List<Keepsake> after(Optional<Keepsake> last, int limit) {
    String key = last.map(copy -> copy.key().value()).orElse("");
    int ordinal = last.map(Keepsake::ordinal).orElse(0);
    return run(() -> session.list(SELECT + AFTER, JdbcKeepsakes::read, key, key, ordinal, limit));
  }

  /** What opens nothing any more is not worth keeping. */
  void dropDead(KeyRecord key, Instant now) {
    if (key.secrets().stream().noneMatch(StoredSecret::recoverable)) {
      return;
    }
    String id = key.id().value();
    run(
        () ->
            key.key().revocation().isPresent()
                ? session.update(DROP_ALL, id)
                : session.update(DROP_ENDED, id, id, now));
  }

  private static Keepsake read(Row row) throws SQLException {
    return new Keepsake(
        new AccountId(row.text("account_id")),
        new KeyId(row.text("key_id")),
        (int) row.number("ordinal"),
        row.text("sealed"));
  }

  private interface Step<T> {
    T run() throws SQLException;
  }

  private static <T> T run(Step<T> step) {
    try {
      return step.run();
    } catch (SQLException e) {
      throw new StoreException("a sealed secret could not be read or written", e);
    }
  }
}
