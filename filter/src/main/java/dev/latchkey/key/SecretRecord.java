package dev.latchkey.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One secret of a key, as it is kept. Rotation adds one and gives the one before it an end, so both
 * work during the overlap.
 *
 * @param ordinal 1 for the secret that the key was issued with, then counting up
 * @param endsAt the first instant at which it no longer works
 */
public record SecretRecord(int ordinal, Proof proof, Instant createdAt, Optional<Instant> endsAt) {

  /**
   * The same secret, ending by itself once it is this old.
   *
   * @param most empty where secrets may grow as old as they like
   */
  public SecretRecord aging(Optional<Duration> most) {
    Optional<Instant> old = most.map(createdAt::plus);
    boolean sooner = endsAt.isPresent() && !endsAt.get().isAfter(old.orElse(Instant.MAX));
    return old.isEmpty() || sooner ? this : new SecretRecord(ordinal, proof, createdAt, old);
  }

  public boolean worksAt(Instant now) {
    return endsAt.isEmpty() || now.isBefore(endsAt.get());
  }
}
