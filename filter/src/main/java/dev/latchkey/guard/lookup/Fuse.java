package dev.latchkey.guard.lookup;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.TimeSource;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.store.KeyReader;
import dev.latchkey.store.LegacyIndex;
import dev.latchkey.store.LegacyReader;
import dev.latchkey.store.Snapshot;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Asks nothing of a store that has just failed to answer: requests with keys that are not in memory
 * would wait for it one after the other, and leave no thread to those with keys that are. One of
 * them at a time tries again after a short while. Safe for use by many threads.
 */
public final class Fuse implements KeyReader {
  private static final long BLOWN = Duration.ofSeconds(1).toNanos();

  private record Failure(String why, long at) {}

  private final KeyReader reader;
  private final TimeSource time;
  private final AtomicBoolean trying = new AtomicBoolean();
  private volatile Optional<Failure> failure = Optional.empty();

  public Fuse(KeyReader reader, TimeSource time) {
    this.reader = reader;
    this.time = time;
  }

  @Override
  public Snapshot find(KeyId id, long followed) {
    return ask(() -> reader.find(id, followed));
  }

  @Override
  public Snapshot findHost(ApiKey visitor, long followed) {
    return ask(() -> reader.findHost(visitor, followed));
  }

  @Override
  public TagKeys tagKeys() {
    return ask(reader::tagKeys);
  }

  /** The same fuse before another reader of the same store. */
  public LegacyReader before(LegacyReader other) {
    return new LegacyReader() {
      @Override
      public LegacyIndex index() {
        return ask(other::index);
      }

      @Override
      public List<KeyId> find(long selector) {
        return ask(() -> other.find(selector));
      }
    };
  }

  private <T> T ask(Supplier<T> question) {
    Optional<Failure> before = failure;
    if (before.isEmpty()) {
      return answer(question);
    }
    boolean due = time.nanoTime() - before.get().at() > BLOWN;
    if (!due || !trying.compareAndSet(false, true)) {
      throw new StoreException(before.get().why());
    }
    try {
      return answer(question);
    } finally {
      trying.set(false);
    }
  }

  private <T> T answer(Supplier<T> question) {
    try {
      T answer = question.get();
      failure = Optional.empty();
      return answer;
    } catch (StoreException e) {
      failure = Optional.of(new Failure(String.valueOf(e.getMessage()), time.nanoTime()));
      throw e;
    }
  }
}
