package dev.latchkey.guard.lookup.legacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.LegacyIndex;
import dev.latchkey.store.LegacyReader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What legacy keys are found by, in memory, eight bytes a key: a text that was never imported costs
 * no look-up. After an import it is stale until it is read again, off the request path; a stale one
 * keeps nobody from the store. Safe for use by many threads.
 */
final class KnownSelectors {
  /** Imports come one after the other: reading takes at most a tenth of the time. */
  private static final int REST = 10;

  /**
   * One reading.
   *
   * @param changes how often this node had learned of a change before it
   * @param found the keys behind selectors that somebody presented
   */
  private record Reading(
      LegacyIndex index, long changes, long at, long took, Cache<Long, List<KeyId>> found) {}

  private final LegacyReader reader;
  private final TimeSource time;
  private final long most;
  private final AtomicLong changes = new AtomicLong();
  private volatile Reading last;

  KnownSelectors(LegacyReader reader, TimeSource time, long most) {
    this.reader = reader;
    this.time = time;
    this.most = most;
    this.last = new Reading(new LegacyIndex("", new long[0]), -1, time.nanoTime(), 0, cache(most));
  }

  /** Something was imported, or this node begins anew. */
  void forget() {
    changes.incrementAndGet();
  }

  boolean isStale() {
    return last.changes() != changes.get();
  }

  /** Reads again what is stale, unless it was read just now. */
  void refresh() {
    Reading before = last;
    boolean rested = time.nanoTime() - before.at() >= before.took() * REST;
    if (isStale() && rested) {
      read();
    }
  }

  /** Whether there surely is no legacy key at all. */
  boolean isEmpty() {
    return current().index().isEmpty() && !isStale();
  }

  /** The installation to which selectors are bound. */
  String installation() {
    return current().index().installation();
  }

  /**
   * The keys that may be meant.
   *
   * @throws dev.latchkey.store.StoreException when the store could not tell
   */
  List<KeyId> find(long selector) {
    Reading reading = current();
    if (reading.changes() != changes.get()) {
      return reader.find(selector);
    }
    return reading.index().holds(selector)
        ? Objects.requireNonNull(reading.found().get(selector, reader::find))
        : List.of();
  }

  /** The first reading is waited for: without it nobody knows what to look for. */
  private Reading current() {
    Reading reading = last;
    return reading.changes() < 0 ? first() : reading;
  }

  private synchronized Reading first() {
    return last.changes() < 0 ? read() : last;
  }

  private synchronized Reading read() {
    long seen = changes.get();
    long start = time.nanoTime();
    LegacyIndex index = reader.index();
    long end = time.nanoTime();
    Reading reading = new Reading(index, seen, end, end - start, cache(most));
    last = reading;
    return reading;
  }

  private static Cache<Long, List<KeyId>> cache(long most) {
    return Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }
}
