package dev.latchkey.guard.lookup.keypair;

import java.time.Duration;
import java.time.Instant;

/**
 * The time for which a signature says that it is meant: at most a minute, and begun. The clocks of
 * clients may be a little ahead of ours.
 */
record Window(Instant from, Instant until) {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration SKEW = Duration.ofSeconds(5);

  /** As long as a window can be. */
  static Window from(Instant from) {
    return new Window(from, from.plus(LONGEST));
  }

  /**
   * Refuses what is not meant for now.
   *
   * @throws IllegalArgumentException saying why
   */
  void require(Instant now) {
    if (from.isAfter(now.plus(SKEW))) {
      throw new IllegalArgumentException("signed in the future");
    }
    if (!until.isAfter(now)) {
      throw new IllegalArgumentException("no longer meant");
    }
    if (!until.isAfter(from) || until.isAfter(from.plus(LONGEST))) {
      throw new IllegalArgumentException("meant for more than a minute, or for less than no time");
    }
  }

  /** When no clock that is good enough would accept it any more. */
  Instant over() {
    return until.plus(SKEW);
  }
}
