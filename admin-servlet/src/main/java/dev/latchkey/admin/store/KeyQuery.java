package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which keys, in which order, from where on. A new screen adds a field here, not a method there.
 *
 * @param text part of a name, a description or an id
 * @param neverUsed whether no use of the key is known
 * @param unusedSince keys that were not used since then, or never
 * @param now what status means
 * @param limit 1 to 200
 */
public record KeyQuery(
    AccountId account,
    Optional<UserId> owner,
    Optional<KeyStatus> status,
    Optional<String> environment,
    Optional<String> label,
    Optional<String> text,
    Optional<Boolean> neverUsed,
    Optional<Instant> unusedSince,
    Instant now,
    Sort sort,
    boolean descending,
    int limit,
    Optional<Cursor> after) {

  /** What a page may be sorted by. */
  public enum Sort {
    CREATED_AT,
    NAME,
    EXPIRES_AT,
    LAST_USED_AT
  }
}
