package dev.latchkey.journal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Says that there may be something to read: what makes news arrive in milliseconds. It may ring for
 * nothing and may miss a ring; the poll makes sure. Rings that nobody waits for yet count as one.
 * Safe for use by many threads.
 */
public final class Doorbell {
  private final Semaphore rung = new Semaphore(0);

  /** Ends the {@link #await} of this node, the present one or the next. */
  public void ring() {
    rung.release();
  }

  /** Waits until somebody rings, or for {@code longest}. */
  void await(Duration longest) throws InterruptedException {
    boolean heard = rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    if (heard) {
      rung.drainPermits();
    }
  }
}
