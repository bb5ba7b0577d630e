package dev.latchkey.guard;

import dev.latchkey.guard.limit.Limiter;
import dev.latchkey.guard.limit.LocalLimiter;
import dev.latchkey.guard.limit.SharedBuckets;
import dev.latchkey.guard.limit.SharedLimiter;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.Census;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.JdbcBuckets;
import dev.latchkey.store.jdbc.JdbcCensus;
import java.time.Duration;

/** Where the requests of this node are counted, and the share that it has alone. */
final class Counting implements AutoCloseable {
  /** Whoever waits longer for their turn is not counted with the others. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

  private final TimeSource time;
  private final Census census;
  private final Limiter limiter;
  private final boolean shared;
  private volatile int nodes = 1;

  Counting(GuardSettings settings, Database database, TimeSource time) {
    this.time = time;
    this.census = new JdbcCensus(database);
    LocalLimiter alone = new LocalLimiter(time, settings.keysInMemory());
    this.limiter =
        switch (settings.limits().place()) {
          case MEMORY -> alone;
          case DATABASE -> shared(settings, SharedBuckets.reachedBy(() -> rows(settings)), alone);
          case REDIS ->
              shared(
                  settings,
                  SharedBuckets.redis(settings.limits().redis().orElseThrow(), LONGEST_TURN),
                  alone);
        };
    this.shared = limiter instanceof SharedLimiter;
  }

  Limiter limiter() {
    return limiter;
  }

  /** Notes how many nodes there are, while anybody can tell. */
  void keepUp() {
    if (shared) {
      try {
        nodes = Math.max(1, census.nodes());
      } catch (StoreException stays) {
        // As many as there were.
      }
    }
  }

  @Override
  public void close() {
    limiter.close();
  }

  private Limiter shared(GuardSettings settings, SharedBuckets buckets, LocalLimiter alone) {
    return new SharedLimiter(buckets, settings.limits().outage(), alone, () -> nodes, time);
  }

  /** A pool of its own: however many requests wait for their turn, the guard can poll. */
  private SharedBuckets rows(GuardSettings settings) {
    Database own = Database.open(settings.database(), "limits", LONGEST_TURN);
    try {
      return SharedBuckets.of(JdbcBuckets.in(own, time, LONGEST_TURN), own);
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }
}
