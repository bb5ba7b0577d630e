package dev.latchkey.admin.store;

import dev.latchkey.journal.Entry;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The journal, read back. Throws {@link dev.latchkey.store.StoreException} when it cannot tell. */
public interface Journal {
  /** Entries that match, newest first. */
  List<Entry> find(Filter filter);

  /** Up to {@code limit} entries after a number, oldest first. */
  List<Entry> after(long number, int limit);

  /** The number and hash of the last entry. */
  Head head();

  /** Where the journal ends. */
  record Head(long number, String hash) {}

  /**
   * Which entries.
   *
   * @param account whose; empty for all
   * @param target like {@code key:…}
   * @param user what was done to this user or to a key that was ever issued for them
   * @param before below this number: where the page before ended
   */
  record Filter(
      Optional<AccountId> account,
      Optional<String> target,
      Optional<UserId> user,
      Optional<String> actor,
      Optional<String> action,
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<Long> before,
      int limit) {}
}
