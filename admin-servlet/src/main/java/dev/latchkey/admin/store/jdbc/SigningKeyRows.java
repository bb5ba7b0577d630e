package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.SigningKey;
import dev.latchkey.store.jdbc.Row;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.util.List;

/** The keys that sign tokens as rows. */
final class SigningKeyRows {
  private static final String ALL =
      """
      SELECT kid, algorithm, public_jwk, sealed, created_at, signs_from, published_until
        FROM latchkey_signing_key ORDER BY created_at, signs_from, kid
      """;

  private static final String PUT =
      """
      INSERT INTO latchkey_signing_key
        (kid, algorithm, public_jwk, sealed, created_at, signs_from, published_until)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (kid) DO UPDATE SET
        sealed = excluded.sealed, published_until = excluded.published_until
      """;

  private SigningKeyRows() {}

  static List<SigningKey> all(Session session) throws SQLException {
    return session.list(ALL, SigningKeyRows::key);
  }

  static void put(Session session, SigningKey key) throws SQLException {
    session.update(
        PUT,
        key.kid(),
        key.algorithm(),
        key.publicJwk(),
        key.sealed(),
        key.createdAt(),
        key.signsFrom(),
        key.publishedUntil());
  }

  private static SigningKey key(Row row) throws SQLException {
    return new SigningKey(
        row.text("kid"),
        row.text("algorithm"),
        row.text("public_jwk"),
        row.text("sealed"),
        row.instant("created_at"),
        row.instant("signs_from"),
        row.maybeInstant("published_until"));
  }
}
