package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.LegacySecret;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.UserId;
import dev.latchkey.store.jdbc.Row;
import dev.latchkey.store.jdbc.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Secrets of other systems as rows, many at a time. */
final class LegacyRows {
  private static final int AT_ONCE = 500;
  private static final String BY_SELECTOR =
      """
      SELECT s.selector, s.digest, s.key_id, k.owner_id
        FROM latchkey_secret s JOIN latchkey_key k ON k.id = s.key_id
       WHERE s.selector IS NOT NULL AND s.selector IN (%s)
      """;

  /**
   * Those of living keys that would work at an instant: its two parameters come after the account.
   */
  private static final String BEYOND =
      """
      kind = 'legacy' AND (ends_at IS NULL OR ends_at > ?)
         AND key_id IN (SELECT id FROM latchkey_key
                         WHERE account_id = ? AND revoked_at IS NULL
                           AND (expires_at IS NULL OR expires_at > ?))
      """;

  private static final String COUNT = "SELECT COUNT(*) AS n FROM latchkey_secret WHERE " + BEYOND;
  private static final String CHANGED =
      """
      UPDATE latchkey_key SET version = version + 1
       WHERE id IN (SELECT key_id FROM latchkey_secret WHERE %s)
      """
          .formatted(BEYOND);
  private static final String END = "UPDATE latchkey_secret SET ends_at = ? WHERE " + BEYOND;

  private LegacyRows() {}

  static List<LegacySecret> find(Session session, Collection<String> selectors)
      throws SQLException {
    List<String> all = List.copyOf(selectors);
    List<LegacySecret> found = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
      found.addAll(session.list(BY_SELECTOR.formatted(marks), LegacyRows::secret, some.toArray()));
    }
    return found;
  }

  static long countBeyond(Session session, AccountId account, Instant end) throws SQLException {
    return session.first(COUNT, row -> row.number("n"), end, account.value(), end).orElseThrow();
  }

  static void end(Session session, AccountId account, Instant end) throws SQLException {
    session.update(CHANGED, end, account.value(), end);
    session.update(END, end, end, account.value(), end);
  }

  private static LegacySecret secret(Row row) throws SQLException {
    return new LegacySecret(
        row.text("selector"),
        Digest.ofHex(row.text("digest")),
        new KeyId(row.text("key_id")),
        row.maybeText("owner_id").map(UserId::new));
  }
}
