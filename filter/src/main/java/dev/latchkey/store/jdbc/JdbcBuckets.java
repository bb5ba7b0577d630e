package dev.latchkey.store.jdbc;

import dev.latchkey.key.Rate;
import dev.latchkey.key.TimeSource;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;

/** The buckets of rate limits as rows of PostgreSQL, which each request locks in turn. */
public final class JdbcBuckets {
  private JdbcBuckets() {}

  /**
   * Keeps buckets in a database.
   *
   * @param timeout of one request's turn
   * @throws IllegalArgumentException when it is not PostgreSQL
   */
  public static ProxyManager<String> in(Database database, TimeSource time, Duration timeout) {
    if (database.dialect() != Dialect.POSTGRESQL) {
      throw new IllegalArgumentException("takes PostgreSQL; on SQLite, memory counts the same");
    }
    return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database.dataSource())
        .table("latchkey_bucket")
        .idColumn("id")
        .stateColumn("state")
        .expiresAtColumn("expires_at")
        .primaryKeyMapper(PrimaryKeyMapper.STRING)
        .clientClock(clock(time))
        .requestTimeout(timeout)
        .expirationAfterWrite(
            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Rate.LONGEST))
        .build();
  }

  /** Of all nodes alike: what one has counted another reads. */
  private static TimeMeter clock(TimeSource time) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return time.currentTimeMillis() * 1_000_000;
      }

      @Override
      public boolean isWallClockBased() {
        return true;
      }
    };
  }
}
