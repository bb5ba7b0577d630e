package dev.latchkey.admin.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, no longer than it takes. */
public final class Await {
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private Await() {}

  /**
   * Waits until {@code condition} holds.
   *
   * @throws AssertionError when it does not within {@code longest}
   */
  public static void until(String what, Duration longest, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > longest.toNanos()) {
        throw new AssertionError("not within " + longest + ": " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }
}
