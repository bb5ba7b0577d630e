package dev.latchkey.journal;

import dev.latchkey.key.TimeSource;
import java.time.Duration;
import java.util.Optional;

/**
 * What this node knows, up to which entry, and until when it may act on it. Immutable: a request
 * reads one reference, looks up, and reads the reference again.
 *
 * @param position the last entry whose effect this node knows; empty before it joined
 * @param leaseStart the monotonic clock before the poll that this rests on, in nanoseconds
 * @param leaseStartMillis the wall clock at the same moment
 * @param lease how long from there, with its grace; zero allows nothing
 * @param trouble why this node may not act although a lease runs; empty when it may
 */
public record Replica(
    Optional<Position> position,
    long leaseStart,
    long leaseStartMillis,
    Duration lease,
    Optional<String> trouble) {

  /** A node that has not joined yet. */
  static Replica unjoined(String why) {
    return new Replica(Optional.empty(), 0, 0, Duration.ZERO, Optional.of(why));
  }

  /**
   * Whether the lease still runs: by both clocks, since a suspended machine stops the monotonic one
   * and an operator moves the other. Read after the look-up: the last clock read counts.
   */
  public boolean mayActAt(TimeSource time) {
    return mayActAt(time.nanoTime(), time.currentTimeMillis());
  }

  /** As {@link #mayActAt(TimeSource)}, for whoever keeps what the clocks said. */
  public boolean mayActAt(long nanos, long millis) {
    return trouble.isEmpty()
        && nanos - leaseStart < lease.toNanos()
        && millis - leaseStartMillis < lease.toMillis();
  }

  /** The number of the last applied entry; 0 before joining. */
  public long entry() {
    return position.map(Position::entry).orElse(0L);
  }

  /** The same lease with more known. */
  Replica advancedTo(Position reached) {
    return new Replica(Optional.of(reached), leaseStart, leaseStartMillis, lease, trouble);
  }

  Replica troubled(String why) {
    return new Replica(position, leaseStart, leaseStartMillis, lease, Optional.of(why));
  }
}
