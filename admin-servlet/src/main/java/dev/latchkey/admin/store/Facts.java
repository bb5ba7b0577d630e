package dev.latchkey.admin.store;

import dev.latchkey.journal.Entry;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.key.text.TagKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The facts within one change: read as they are now, write as they shall be, note what was done.
 */
public interface Facts extends Directory, SigningKeys, LegacyFacts {
  /** The instant of this change. */
  Instant now();

  @Override
  PeopleFacts people();

  void put(KeyRecord key);

  void put(UserRecord user);

  void put(AccountRecord account);

  void put(PlanRecord plan);

  /** Takes away a plan that no account has. */
  void deletePlan(String name);

  /** Whether some account has this plan. */
  boolean isTaken(String plan);

  /** The keys that count for what a plan allows. */
  KeyCount countKeys(AccountId account, UserId owner);

  void put(Installation installation, TagKey tagKey, String tagKeyHex);

  void delete(KeyId key);

  void put(SigningKey key);

  /** What all nodes of this installation promise from their next start on. */
  void put(Promise promise);

  /**
   * Marks an entry that was handed back as dealt with.
   *
   * @return false when somebody else has dealt with it already
   */
  boolean close(Entry proposal);

  /** For as long as a node may serve, nodes may be serving that have no row here. */
  void doubtNodes();

  /** Whether a secret of some key has this public half, or had it. */
  boolean has(PublicHalf half);

  /** The flood-tag keys, for printing new key texts. */
  TagKeys tagKeys();

  /** The sealed copies of secrets. */
  Keepsakes keepsakes();

  /** What was answered to the same Idempotency-Key before. */
  Optional<KeptAnswer> answer(String id);

  void put(KeptAnswer answer);

  /**
   * Forgets the sealed texts, and then the whole answers, of calls that are older than this by the
   * clock of the database: those of its callers may differ, and what one has kept another must not
   * forget.
   */
  void dropAnswers(Duration sealed, Duration kept);

  /**
   * Writes one journal entry: what is done within the same transaction.
   *
   * @return its number
   */
  long note(Deed deed);
}
