package dev.latchkey.journal;

import java.time.Duration;

/**
 * How stale a node may be, and how often it looks.
 *
 * @param poll between two polls, at least 10 ms and less than the lease
 * @param lease how long after a poll's start a node acts on what it knows, 2 s to 1 h
 * @param grace how much longer it goes on while no poll succeeds, up to a day; it lengthens the
 *     service through an outage and, by as much, the promise
 */
public record LeaseTerms(Duration poll, Duration lease, Duration grace) {
  private static final Duration LEAST_POLL = Duration.ofMillis(10);
  private static final Duration LEAST_LEASE = Duration.ofSeconds(2);
  private static final Duration MOST_LEASE = Duration.ofHours(1);
  private static final Duration MOST_GRACE = Duration.ofDays(1);

  /**
   * What holds where nothing else is set; it is checked by the limits above, so it follows them.
   */
  public static final LeaseTerms DEFAULT =
      new LeaseTerms(Duration.ofSeconds(1), Duration.ofSeconds(60));

  public LeaseTerms {
    if (poll.compareTo(LEAST_POLL) < 0 || poll.compareTo(lease) >= 0) {
      throw new IllegalArgumentException(
          "the poll interval is at least PT0.01S and below the lease");
    }
    if (lease.compareTo(LEAST_LEASE) < 0 || lease.compareTo(MOST_LEASE) > 0) {
      throw new IllegalArgumentException("the lease is PT2S to PT1H");
    }
    if (grace.isNegative() || grace.compareTo(MOST_GRACE) > 0) {
      throw new IllegalArgumentException("the grace is PT0S to PT24H");
    }
  }

  /** Terms without a grace. */
  public LeaseTerms(Duration poll, Duration lease) {
    this(poll, lease, Duration.ZERO);
  }

  /** The promise: how long after a poll's start a node may still act, whatever breaks. */
  public Duration bound() {
    return lease.plus(grace);
  }

  /** The longest that a call to the database may hang: well inside the lease. */
  public Duration callTimeout() {
    return lease.dividedBy(4);
  }
}
