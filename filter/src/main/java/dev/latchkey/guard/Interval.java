package dev.latchkey.guard;

import dev.latchkey.key.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps what anybody can cause from filling the log: due at once, and then only after a while. Safe
 * for use by many threads.
 */
final class Interval {
  private final long nanos;
  private final TimeSource time;
  private final AtomicLong next;

  Interval(Duration between, TimeSource time) {
    this.nanos = between.toNanos();
    this.time = time;
    this.next = new AtomicLong(time.nanoTime());
  }

  /** Whether the while is over; then the next one begins. */
  boolean isDue() {
    long now = time.nanoTime();
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + nanos);
  }
}
