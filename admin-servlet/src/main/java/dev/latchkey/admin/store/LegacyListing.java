package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keys of other systems that still work, and which of them are in use. Throws {@link
 * dev.latchkey.store.StoreException} when the store could not tell.
 */
public interface LegacyListing {
  /** Those that match, by id. */
  List<Line> list(Query query);

  /** How many there are, whatever the query says of their use. */
  Counts count(Query query);

  /**
   * Which ones.
   *
   * @param seen whether they were presented since their import
   * @param now what working means
   * @param after the id at which the page before ended
   */
  record Query(
      AccountId account,
      Optional<UserId> owner,
      Optional<Boolean> seen,
      Instant now,
      int limit,
      Optional<KeyId> after) {}

  /**
   * One secret of another system.
   *
   * @param firstUsedAt when a guard first saw it; empty when none has
   * @param endsAt when it or its key stops to work
   * @param replaced whether the key has a secret of our own beside it
   */
  record Line(
      KeyId key,
      String name,
      Optional<UserId> owner,
      int ordinal,
      Instant importedAt,
      Optional<Instant> firstUsedAt,
      Optional<Instant> endsAt,
      boolean replaced) {}

  /** How many secrets of other systems work, and how many of them were presented. */
  record Counts(long all, long seen) {}
}
