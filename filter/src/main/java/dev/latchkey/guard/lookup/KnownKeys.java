package dev.latchkey.guard.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.journal.Chain;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Learner;
import dev.latchkey.journal.Position;
import dev.latchkey.journal.Target;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Endings;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Revocation;
import dev.latchkey.store.KeyReader;
import dev.latchkey.store.Snapshot;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.StoredKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The keys that this node knows. What an entry touches is gone before the node says that it applied
 * the entry, and nothing read before that entry comes in after it. Safe for use by many threads.
 *
 * <p>Keys that do not exist are known too, so that a deleted key costs one look-up.
 */
public final class KnownKeys implements Learner {
  /**
   * More than arrive while one look-up runs; a look-up that is older than all of them is redone.
   */
  private static final int REMEMBERED_ENTRIES = 1024;

  private static final int TRIES = 10;

  /** After these a key works nowhere any more. */
  private static final Set<String> REVOKING = Set.of("key.revoke", "key.delete");

  /** The last entry that this node has followed. */
  private record Place(long entry, String hash) {
    /** What was read is of the history that this node follows, or this node cannot tell. */
    void requireIn(Snapshot snapshot) {
      boolean same = entry == 0 || snapshot.followed().equals(Optional.of(hash));
      if (!same) {
        throw new StoreException("the database holds another history than this node has followed");
      }
    }
  }

  private final Cache<KeyId, Optional<Known>> known;

  /** Apart from the keys: that there is no key under an id says nothing of a visitor's host. */
  private final Cache<KeyId, Optional<Known>> hosts;

  private final KeyReader reader;
  private final Endings endings;

  private final Map<KeyId, Revocation> lost = new ConcurrentHashMap<>();
  private final Object learning = new Object();
  private final Deque<Entry> recent = new ArrayDeque<>();

  /** Entries that look-ups have seen and that this node has not followed yet: number to hash. */
  private final NavigableMap<Long, String> ahead = new TreeMap<>();

  /** Where this node is; before it joined it looks nothing up. */
  private Place followed = new Place(0, Chain.ORIGIN);

  private long oldestAcceptable;
  private long beginnings;

  /**
   * Knows nothing yet.
   *
   * @param most keys kept in memory, least used first to go
   */
  public KnownKeys(KeyReader reader, Endings endings, long most) {
    this.reader = reader;
    this.endings = endings;
    this.known = cache(most);
    this.hosts = cache(most);
  }

  /** What is in memory: empty when this key was not looked up yet, or has changed since. */
  public Optional<Optional<Known>> inMemory(KeyId id) {
    return Optional.ofNullable(known.getIfPresent(id));
  }

  /**
   * Looks a key up and remembers it.
   *
   * @throws StoreException when the store could not tell
   */
  public Optional<Known> load(KeyId id) {
    return load(known, id, followed -> reader.find(id, followed));
  }

  /**
   * What the account and the owner of a key that somebody else keeps are at present: in memory
   * under the id of that key, which stands for the two of them. Empty when there is no such
   * account.
   *
   * @throws StoreException when the store could not tell
   */
  public Optional<Known> host(ApiKey visitor) {
    KeyId id = visitor.id();
    return Optional.ofNullable(hosts.getIfPresent(id))
        .orElseGet(() -> load(hosts, id, followed -> reader.findHost(visitor, followed)));
  }

  private Optional<Known> load(
      Cache<KeyId, Optional<Known>> cache, KeyId id, LongFunction<Snapshot> question) {
    for (int i = 0; i < TRIES; i++) {
      long beginning = beginning();
      Place at = followed();
      Snapshot snapshot = question.apply(at.entry());
      at.requireIn(snapshot);
      Optional<Known> found =
          snapshot.key().map(this::withLostRevocation).map(stored -> Known.of(stored, endings));
      if (remember(cache, id, found, snapshot, beginning)) {
        return found;
      }
    }
    throw new StoreException("the key kept changing while it was read");
  }

  @Override
  public void learn(List<Entry> entries) {
    synchronized (learning) {
      for (Entry entry : entries) {
        followed = new Place(entry.number(), entry.hash());
        forgetOther(ahead.remove(entry.number()), entry.hash());
        recent.addLast(entry);
        forget(entry.target());
      }
      while (recent.size() > REMEMBERED_ENTRIES) {
        oldestAcceptable = recent.removeFirst().number();
      }
    }
  }

  @Override
  public void startAt(Position position) {
    synchronized (learning) {
      recent.clear();
      ahead.clear();
      beginnings++;
      followed = new Place(position.entry(), position.hash());
      oldestAcceptable = position.entry();
      forgetAll();
    }
  }

  @Override
  public long furthest() {
    synchronized (learning) {
      return ahead.isEmpty() ? followed.entry() : ahead.lastKey();
    }
  }

  @Override
  public void keepRevoked(List<Entry> entries) {
    for (Entry entry : entries) {
      boolean revokes =
          REVOKING.contains(entry.action()) && entry.target().kind().equals(Target.KEY);
      if (revokes) {
        keyId(entry.target()).ifPresent(id -> lost.put(id, revocation(entry)));
      }
    }
  }

  private StoredKey withLostRevocation(StoredKey stored) {
    return Optional.ofNullable(lost.get(stored.key().id())).map(stored::revoked).orElse(stored);
  }

  private static Revocation revocation(Entry entry) {
    return new Revocation(
        entry.at(), entry.actor(), "by entry " + entry.number() + ", which the database has lost");
  }

  private Place followed() {
    synchronized (learning) {
      return followed;
    }
  }

  private long beginning() {
    synchronized (learning) {
      return beginnings;
    }
  }

  /** Entry numbers compare within one history: what was read before a beginning is of another. */
  private boolean remember(
      Cache<KeyId, Optional<Known>> cache,
      KeyId id,
      Optional<Known> found,
      Snapshot snapshot,
      long beginning) {
    synchronized (learning) {
      boolean tooOld = beginning != beginnings || snapshot.entry() < oldestAcceptable;
      if (tooOld || isOvertaken(snapshot, id, found)) {
        return false;
      }
      if (snapshot.entry() > followed.entry()) {
        forgetOther(ahead.put(snapshot.entry(), snapshot.hash()), snapshot.hash());
      }
      cache.put(id, found);
      return true;
    }
  }

  /** Whether an entry that came since touches the key, or the snapshot is of another history. */
  private boolean isOvertaken(Snapshot snapshot, KeyId id, Optional<Known> found) {
    Iterator<Entry> newestFirst = recent.descendingIterator();
    while (newestFirst.hasNext()) {
      Entry entry = newestFirst.next();
      if (entry.number() <= snapshot.entry()) {
        return entry.number() == snapshot.entry() && !entry.hash().equals(snapshot.hash());
      }
      if (isTouched(id, found, entry.target())) {
        return true;
      }
    }
    return false;
  }

  /** Two hashes under one number are two histories, and nobody can tell what was read of which. */
  private void forgetOther(@Nullable String read, String hash) {
    if (read != null && !read.equals(hash)) {
      forgetAll();
      beginnings++;
    }
  }

  private void forget(Target target) {
    if (target.kind().equals(Target.KEY)) {
      keyId(target).ifPresent(this::forget);
    } else {
      known.asMap().entrySet().removeIf(e -> isTouched(e.getKey(), e.getValue(), target));
      hosts.asMap().entrySet().removeIf(e -> isTouched(e.getKey(), e.getValue(), target));
    }
  }

  private void forget(KeyId id) {
    known.invalidate(id);
    hosts.invalidate(id);
  }

  private void forgetAll() {
    known.invalidateAll();
    hosts.invalidateAll();
  }

  private static Cache<KeyId, Optional<Known>> cache(long most) {
    return Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  /** Empty for an id of a form that no key here can have: an entry must never stop the learning. */
  private static Optional<KeyId> keyId(Target target) {
    try {
      return Optional.of(new KeyId(target.id()));
    } catch (IllegalArgumentException otherForm) {
      return Optional.empty();
    }
  }

  private static boolean isTouched(KeyId id, Optional<Known> found, Target target) {
    return found
        .map(key -> key.isTouchedBy(target))
        .orElseGet(() -> !target.kind().equals(Target.KEY) || target.id().equals(id.value()));
  }
}
