package dev.latchkey.store;

import dev.latchkey.key.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Asks nothing of a store that has just failed to answer: requests with keys that are not in memory
 * would wait for it one after the other, and leave no thread to those with keys that are. One of
 * them at a time tries again after a short while. Safe for use by many threads.
 */
public final class Fuse {
  private static final long BLOWN = Duration.ofSeconds(1).toNanos();

  private record Failure(String why, long at) {}

  private final TimeSource time;
  private final AtomicBoolean trying = new AtomicBoolean();
  private volatile Optional<Failure> failure = Optional.empty();

  public Fuse(TimeSource time) {
    this.time = time;
  }

  /**
   * Asks, if there is hope.
   *
   * @throws StoreException when the store could not tell, or could not just now
   */
  public <T> T ask(Supplier<T> question) {
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
