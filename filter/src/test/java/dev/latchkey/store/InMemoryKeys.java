package dev.latchkey.store;

import dev.latchkey.journal.Entries;
import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.TagKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * A store in memory that counts its readers, can be away, and lets something happen between the
 * moment at which a key is read and the moment at which the reader has it. Safe for use by many
 * threads.
 */
public final class InMemoryKeys implements KeyReader {
  private final Map<KeyId, StoredKey> keys = new HashMap<>();
  private final Map<AccountId, Account> accounts = new HashMap<>();
  private final Map<UserId, User> users = new HashMap<>();
  private TagKeys tagKeys = new TagKeys(List.of(SampleKey.TAG_KEY), true);
  private long entry;
  private LongFunction<String> hashAt = Entries::hash;
  private boolean away;
  private int finds;
  private int tagReads;
  private Runnable meanwhile = () -> {};

  @Override
  public Snapshot find(KeyId id, long followed) {
    return find(followed, () -> Optional.ofNullable(keys.get(id)));
  }

  @Override
  public Snapshot findHost(ApiKey visitor, long followed) {
    return find(followed, () -> hosted(visitor));
  }

  private Snapshot find(long followed, Supplier<Optional<StoredKey>> facts) {
    Snapshot snapshot;
    Runnable next;
    synchronized (this) {
      finds++;
      requireThere();
      snapshot =
          new Snapshot(
              entry, hashAt.apply(entry), Optional.of(hashAt.apply(followed)), facts.get());
      next = meanwhile;
    }
    next.run();
    return snapshot;
  }

  private Optional<StoredKey> hosted(ApiKey visitor) {
    return Optional.ofNullable(accounts.get(visitor.account()))
        .map(
            account -> new StoredKey(visitor, List.of(), account, visitor.owner().map(users::get)));
  }

  /** Commits an account as the next entry, and answers that entry's number. */
  public synchronized long put(Account account) {
    accounts.put(account.id(), account);
    return ++entry;
  }

  /** Commits a user as the next entry, and answers that entry's number. */
  public synchronized long put(User user) {
    users.put(user.id(), user);
    return ++entry;
  }

  @Override
  public TagKeys tagKeys() {
    TagKeys read;
    Runnable next;
    synchronized (this) {
      tagReads++;
      requireThere();
      read = tagKeys;
      next = meanwhile;
    }
    next.run();
    return read;
  }

  /** Commits a key as the next entry, and answers that entry's number. */
  public synchronized long put(SampleKey key) {
    keys.put(key.id(), key.stored());
    return ++entry;
  }

  /** Deletes a key as the next entry, and answers that entry's number. */
  public synchronized long delete(KeyId id) {
    keys.remove(id);
    return ++entry;
  }

  /** Where the hashes of entries come from. */
  public synchronized void hashWith(LongFunction<String> hashes) {
    hashAt = hashes;
  }

  /** Takes the store back, or on, to another entry. */
  public synchronized void standAt(long number) {
    entry = number;
  }

  public synchronized void put(TagKeys changed) {
    tagKeys = changed;
  }

  public synchronized void goAway() {
    away = true;
  }

  public synchronized void comeBack() {
    away = false;
  }

  /** What happens at each read, after the facts were read and before the reader has them. */
  public synchronized void meanwhile(Runnable happening) {
    meanwhile = happening;
  }

  /** As {@link #meanwhile}, but for the next read alone. */
  public void meanwhileOnce(Runnable happening) {
    meanwhile(
        () -> {
          meanwhile(() -> {});
          happening.run();
        });
  }

  public synchronized int finds() {
    return finds;
  }

  public synchronized int tagReads() {
    return tagReads;
  }

  private void requireThere() {
    if (away) {
      throw new StoreException("the store is away");
    }
  }
}
