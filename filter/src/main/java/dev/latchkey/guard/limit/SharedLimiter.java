package dev.latchkey.guard.limit;

import dev.latchkey.key.Limit;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.Fuse;
import dev.latchkey.store.StoreException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for all nodes together, in a store that they share. While that does not answer, what
 * happens is a policy: each node lets through its own share, or nobody passes who has a limit. Safe
 * for use by many threads.
 */
public final class SharedLimiter implements Limiter {
  private static final Logger log = LoggerFactory.getLogger(SharedLimiter.class);

  /** What to do while the shared store is away. */
  public enum Outage {
    /** Each node counts by itself, up to the limit by the number of nodes. */
    LOCAL,
    /** Requests under a limit are not answered: 503. */
    REFUSE
  }

  private final SharedBuckets buckets;
  private final Outage outage;
  private final LocalLimiter alone;
  private final IntSupplier nodes;
  private final Fuse fuse;
  private final AtomicBoolean away = new AtomicBoolean();

  /**
   * Counts in {@code buckets}.
   *
   * @param alone counts while they are away
   * @param nodes how many nodes there were when anybody could tell
   */
  public SharedLimiter(
      SharedBuckets buckets,
      Outage outage,
      LocalLimiter alone,
      IntSupplier nodes,
      TimeSource time) {
    this.buckets = buckets;
    this.outage = outage;
    this.alone = alone;
    this.nodes = nodes;
    this.fuse = new Fuse(time);
  }

  @Override
  public Toll take(List<Limit> limits) {
    if (limits.isEmpty()) {
      return Toll.FREE;
    }
    try {
      Toll toll = fuse.ask(() -> shared(limits));
      if (away.get() && away.compareAndSet(true, false)) {
        log.warn("latchkey counts requests for all nodes together again");
      }
      return toll;
    } catch (StoreException e) {
      return without(limits, e);
    }
  }

  @Override
  public void close() {
    buckets.close();
  }

  private Toll shared(List<Limit> limits) {
    try {
      return Metering.take(limits, buckets::bucket);
    } catch (RuntimeException e) {
      throw new StoreException("requests cannot be counted: " + e.getMessage(), e);
    }
  }

  private Toll without(List<Limit> limits, StoreException e) {
    if (away.compareAndSet(false, true)) {
      log.warn("latchkey cannot count requests for all nodes together: {}", e.getMessage());
    }
    if (outage == Outage.REFUSE) {
      throw e;
    }
    int share = Math.max(1, nodes.getAsInt());
    return alone.take(limits.stream().map(limit -> limit.share(share)).toList());
  }
}
