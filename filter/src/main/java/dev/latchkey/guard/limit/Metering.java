package dev.latchkey.guard.limit;

import dev.latchkey.key.Limit;
import dev.latchkey.key.Rates;
import io.github.bucket4j.BandwidthBuilder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One way of counting, whoever keeps the buckets. */
final class Metering {
  private Metering() {}

  /** Takes from each bucket in turn; puts all back when one has nothing left. */
  static Toll take(List<Limit> limits, Function<Limit, Bucket> buckets) {
    List<Bucket> taken = new ArrayList<>(limits.size());
    List<Gauge> gauges = new ArrayList<>(limits.size());
    for (Limit limit : limits) {
      Bucket bucket = buckets.apply(limit);
      ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
      gauges.add(
          new Gauge(
              limit, probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForReset())));
      if (!probe.isConsumed()) {
        taken.forEach(earlier -> earlier.addTokens(1));
        return new Toll(Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill())), gauges);
      }
      taken.add(bucket);
    }
    return new Toll(Optional.empty(), gauges);
  }

  static BucketConfiguration configuration(Rates rates) {
    ConfigurationBuilder configuration = BucketConfiguration.builder();
    rates
        .all()
        .forEach(
            rate ->
                configuration.addLimit(
                    BandwidthBuilder.builder()
                        .capacity(rate.requests())
                        .refillGreedy(rate.requests(), rate.per())
                        .build()));
    return configuration.build();
  }
}
