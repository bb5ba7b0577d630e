package dev.latchkey.journal;

import dev.latchkey.key.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Two clocks that go only when they are told to. Safe for use by many threads. */
public final class ManualTime implements TimeSource {
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(90).toNanos();
  private long millis = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized long currentTimeMillis() {
    return millis;
  }

  public Instant now() {
    return Instant.ofEpochMilli(currentTimeMillis());
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    passOnMonotonicClock(time);
    passOnWallClock(time);
  }

  /** Only the monotonic clock goes on: somebody held the other. */
  public synchronized void passOnMonotonicClock(Duration time) {
    nanos += time.toNanos();
  }

  /** Only the wall clock goes on, or back: the machine was suspended, or somebody set it. */
  public synchronized void passOnWallClock(Duration time) {
    millis += time.toMillis();
  }
}
