package dev.latchkey.admin.propagate;

import dev.latchkey.key.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Two clocks that stand until they are told to go. For one thread. */
final class StoppedTime implements TimeSource {
  private long nanos = 7;
  private long millis = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public long currentTimeMillis() {
    return millis;
  }

  Instant now() {
    return Instant.ofEpochMilli(millis);
  }

  void pass(Duration time) {
    nanos += time.toNanos();
    passOnWallClock(time);
  }

  void passOnWallClock(Duration time) {
    millis += time.toMillis();
  }
}
