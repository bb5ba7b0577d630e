package dev.latchkey.guard.limit;

import dev.latchkey.key.Limit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.function.Function;

/**
 * Buckets of a store that Bucket4j knows.
 *
 * @param name of a bucket, as that store wants it
 */
record ProxiedBuckets<K>(ProxyManager<K> manager, Function<String, K> name, AutoCloseable way)
    implements SharedBuckets {
  @Override
  public Bucket bucket(Limit limit) {
    return manager
        .builder()
        .build(name.apply(limit.meter()), () -> Metering.configuration(limit.rates()));
  }

  @Override
  public void close() {
    try {
      way.close();
    } catch (Exception e) {
      throw new IllegalStateException("the way to the counted requests could not be closed", e);
    }
  }
}
