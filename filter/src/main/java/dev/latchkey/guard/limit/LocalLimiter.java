package dev.latchkey.guard.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.key.Limit;
import dev.latchkey.key.Rate;
import dev.latchkey.key.TimeSource;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.util.List;

/**
 * Counts what comes to this node alone, in memory. A bucket that nobody has used for as long as it
 * takes to fill is forgotten: it would be full. Safe for use by many threads.
 */
public final class LocalLimiter implements Limiter {
  private final Clock clock;
  private final Cache<String, Bucket> buckets;

  /**
   * Has counted nothing yet.
   *
   * @param most buckets that are kept
   */
  public LocalLimiter(TimeSource time, long most) {
    this.clock = new Clock(time, time.nanoTime());
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(most)
            .ticker(time::nanoTime)
            .executor(Runnable::run)
            .expireAfterAccess(Rate.LONGEST)
            .build();
  }

  @Override
  public Toll take(List<Limit> limits) {
    return limits.isEmpty() ? Toll.FREE : Metering.take(limits, this::bucket);
  }

  private Bucket bucket(Limit limit) {
    Bucket bucket = buckets.getIfPresent(limit.meter());
    return bucket == null ? buckets.get(limit.meter(), meter -> fresh(limit)) : bucket;
  }

  private Bucket fresh(Limit limit) {
    LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(clock);
    for (Bandwidth bandwidth : Metering.configuration(limit.rates()).getBandwidths()) {
      bucket.addLimit(bandwidth);
    }
    return bucket.build();
  }

  /** Since this limiter was made: nanoseconds that never turn negative. */
  private record Clock(TimeSource time, long start) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return time.nanoTime() - start;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
