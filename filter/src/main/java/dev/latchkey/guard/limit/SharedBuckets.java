package dev.latchkey.guard.limit;

import dev.latchkey.key.Limit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Buckets that all nodes take from. Throws whatever its store throws when that is away. */
public interface SharedBuckets extends AutoCloseable {
  Bucket bucket(Limit limit);

  @Override
  void close();

  /**
   * Buckets of a store that Bucket4j knows.
   *
   * @param way to that store, closed with them
   */
  static SharedBuckets of(ProxyManager<String> manager, AutoCloseable way) {
    return new ProxiedBuckets<>(manager, Function.identity(), way);
  }

  /** Those of a store that is reached when the first request wants one. */
  static SharedBuckets reachedBy(Supplier<SharedBuckets> way) {
    return new LazyBuckets(way);
  }

  /**
   * Those of a Redis, for which the app brings {@code bucket4j_jdk17-lettuce} and {@code
   * lettuce-core}.
   *
   * @param timeout of one request's turn
   */
  static SharedBuckets redis(String url, Duration timeout) {
    return RedisBuckets.at(url, timeout);
  }
}
