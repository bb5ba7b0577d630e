package dev.latchkey.guard.limit;

import dev.latchkey.key.Rate;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Buckets in Redis; the app brings {@code lettuce-core} and {@code bucket4j_jdk17-lettuce}. */
final class RedisBuckets {
  private RedisBuckets() {}

  /**
   * Keeps buckets in Redis, which may be away and come later.
   *
   * @param url {@code redis://…} or {@code rediss://…}
   * @param timeout of one request's turn
   */
  static SharedBuckets at(String url, Duration timeout) {
    RedisURI uri = RedisURI.create(url);
    uri.setTimeout(timeout);
    return new LazyBuckets(() -> connect(uri, timeout));
  }

  private static SharedBuckets connect(RedisURI uri, Duration timeout) {
    RedisClient client = RedisClient.create(uri);
    try {
      return new ProxiedBuckets<>(
          Bucket4jLettuce.casBasedBuilder(client)
              .requestTimeout(timeout)
              .expirationAfterWrite(
                  ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Rate.LONGEST))
              .build(),
          meter -> ("latchkey " + meter).getBytes(StandardCharsets.UTF_8),
          client::shutdown);
    } catch (RuntimeException e) {
      client.shutdown();
      throw e;
    }
  }
}
