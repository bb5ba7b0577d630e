package dev.latchkey.guard.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.guard.limit.SharedLimiter.Outage;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Limit;
import dev.latchkey.key.Rates;
import dev.latchkey.store.StoreException;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SharedLimiterTest {
  private static final List<Limit> LIMITS =
      Limit.of(
          new KeyId("000000000001"),
          new AccountId("acme"),
          Rates.parse("9/PT1H"),
          Rates.NONE,
          Rates.NONE);

  private final ManualTime time = new ManualTime();
  private boolean away;
  private int asked;

  /** A store that can go away. */
  private final SharedBuckets store =
      new SharedBuckets() {
        private final Bucket bucket =
            Bucket.builder()
                .addLimit(limit -> limit.capacity(9).refillGreedy(9, Duration.ofHours(1)))
                .build();

        @Override
        public Bucket bucket(Limit limit) {
          asked++;
          if (away) {
            throw new IllegalStateException("nobody answers");
          }
          return bucket;
        }

        @Override
        public void close() {}
      };

  private SharedLimiter limiter(Outage outage) {
    return new SharedLimiter(store, outage, new LocalLimiter(time, 100), () -> 3, time);
  }

  private static int passing(SharedLimiter limiter, int requests) {
    return (int) IntStream.range(0, requests).filter(i -> limiter.take(LIMITS).passes()).count();
  }

  @Test
  void whileTheStoreIsAwayANodeLetsItsShareThrough() {
    away = true;
    SharedLimiter limiter = limiter(Outage.LOCAL);
    assertThat(passing(limiter, 20)).isEqualTo(3);
    assertThat(asked).as("it is not asked by each request").isEqualTo(1);
    away = false;
    assertThat(passing(limiter, 20)).isZero();
    time.pass(Duration.ofSeconds(2));
    assertThat(passing(limiter, 20)).as("of all nodes together again").isEqualTo(9);
  }

  @Test
  void orNobodyPassesWhereThatIsThePolicy() {
    away = true;
    SharedLimiter limiter = limiter(Outage.REFUSE);
    assertThatThrownBy(() -> limiter.take(LIMITS)).isInstanceOf(StoreException.class);
    assertThat(limiter.take(List.of())).as("without a limit nobody waits").isSameAs(Toll.FREE);
    away = false;
    time.pass(Duration.ofSeconds(2));
    assertThat(limiter.take(LIMITS).passes()).isTrue();
  }
}
