package dev.latchkey.guard.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the limits of a key say of one request.
 *
 * @param delay until it could pass; empty when it does
 * @param gauges of each limit that was asked
 */
public record Toll(Optional<Duration> delay, List<Gauge> gauges) {
  /** Of a key that has no limit. */
  public static final Toll FREE = new Toll(Optional.empty(), List.of());

  public Toll {
    gauges = List.copyOf(gauges);
  }

  /** Whether the request may pass. */
  public boolean passes() {
    return delay.isEmpty();
  }
}
