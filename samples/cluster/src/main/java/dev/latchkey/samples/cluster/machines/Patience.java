package dev.latchkey.samples.cluster.machines;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what will happen. */
public final class Patience {
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private Patience() {}

  /**
   * Waits until {@code condition} holds.
   *
   * @return how long that took
   * @throws IllegalStateException when it does not within {@code longest}
   */
  public static Duration until(String what, Duration longest, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > longest.toNanos()) {
        throw new IllegalStateException("not within " + longest + ": " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Lets time go by: for what is to be shown to last. */
  public static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    until("time", time.plusSeconds(5), () -> System.nanoTime() - end >= 0);
  }
}
