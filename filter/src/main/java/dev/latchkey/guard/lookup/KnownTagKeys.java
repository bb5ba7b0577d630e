package dev.latchkey.guard.lookup;

import dev.latchkey.key.TimeSource;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.key.text.Tagged;
import dev.latchkey.store.KeyReader;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The flood-tag keys in memory. They are read once; anew when the installation has changed, and
 * once a minute while they are not whole.
 */
public final class KnownTagKeys {
  private static final long RETRY = Duration.ofMinutes(1).toNanos();

  private record Read(TagKeys keys, long at, long changes) {}

  private final KeyReader reader;
  private final TimeSource time;
  private volatile Read last;
  private final AtomicLong changes = new AtomicLong();

  public KnownTagKeys(KeyReader reader, TimeSource time) {
    this.reader = reader;
    this.time = time;
    this.last = new Read(TagKeys.NONE, time.nanoTime(), -1);
  }

  /**
   * As {@link TagKeys#mayHavePrinted}.
   *
   * @throws dev.latchkey.store.StoreException when the store could not tell
   */
  public boolean mayHavePrinted(Tagged text) {
    return current().mayHavePrinted(text);
  }

  /** Reads anew at the next question: the installation has changed. */
  public void forget() {
    changes.incrementAndGet();
  }

  private TagKeys current() {
    Read read = last;
    long now = time.nanoTime();
    long seen = changes.get();
    boolean stale = read.changes() != seen || (!read.keys().whole() && now - read.at() > RETRY);
    if (stale) {
      read = new Read(reader.tagKeys(), now, seen);
      last = read;
    }
    return read.keys();
  }
}
