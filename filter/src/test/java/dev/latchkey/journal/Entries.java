package dev.latchkey.journal;

import java.time.Instant;

/** Entries that are chained and say little. */
public final class Entries {
  private static final Chain CHAIN = Chain.plain();

  private Entries() {}

  /** Entry {@code number}, about {@code target}, in no chain. */
  public static Entry entry(long number, String target) {
    return entry(number, "test.changed", target);
  }

  public static Entry entry(long number, String action, String target) {
    Instant at = Instant.EPOCH.plusSeconds(number);
    Target touched = Target.parse(target);
    return new Entry(number, at, "user:ada", action, "acme", touched, "{}", hash(number));
  }

  /** What stands for the hash of an entry that is in no chain. */
  public static String hash(long number) {
    return "hash of " + number;
  }

  static Entry after(String previous, long number, Instant at, String action, String target) {
    Target touched = Target.parse(target);
    String hash = CHAIN.next(previous, number, at, "user:ada", action, "acme", touched, "{}");
    return new Entry(number, at, "user:ada", action, "acme", touched, "{}", hash);
  }
}
