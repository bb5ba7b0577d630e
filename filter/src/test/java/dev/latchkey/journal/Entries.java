package dev.latchkey.journal;

import java.time.Instant;

/** Entries that are chained and say little. */
public final class Entries {
  private static final Chain CHAIN = Chain.plain();

  private Entries() {}

  /** Entry {@code number}, about {@code target}, as if it were the first of a chain. */
  public static Entry entry(long number, String target) {
    return after(Chain.ORIGIN, number, target);
  }

  static Entry after(String previous, long number, String target) {
    Instant at = Instant.EPOCH.plusSeconds(number);
    Target touched = Target.parse(target);
    String hash =
        CHAIN.next(previous, number, at, "user:ada", "test.changed", "acme", touched, "{}");
    return new Entry(number, at, "user:ada", "test.changed", "acme", touched, "{}", hash);
  }
}
