package dev.latchkey.guard.lookup;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets few at a time do what costs much and what anybody can ask for, so that a flood of it leaves
 * the processors, and the way to the database, to everything else. Few may wait, and not for long;
 * nobody is told <em>no</em> for want of a place. Safe for use by many threads.
 */
public final class Bulkhead {
  private static final int MOST_WAITING = 8;
  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
  private static final Answer FULL = new Answer.Unavailable("too many proofs at once");

  private final Semaphore working;
  private final Semaphore inside;
  private final Duration longestWait;

  /** For half of the processors of this machine. */
  public Bulkhead() {
    this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MOST_WAITING, LONGEST_WAIT);
  }

  Bulkhead(int mostWorking, int mostWaiting, Duration longestWait) {
    this.working = new Semaphore(mostWorking);
    this.inside = new Semaphore(mostWorking + mostWaiting);
    this.longestWait = longestWait;
  }

  /** What {@code work} answers, or that nobody could tell. */
  public Answer within(Supplier<Answer> work) {
    if (!inside.tryAcquire()) {
      return FULL;
    }
    try {
      return hasPlace() ? answer(work) : FULL;
    } finally {
      inside.release();
    }
  }

  private Answer answer(Supplier<Answer> work) {
    try {
      return work.get();
    } finally {
      working.release();
    }
  }

  private boolean hasPlace() {
    try {
      return working.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
