package dev.latchkey.guard.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Limit;
import dev.latchkey.key.Rates;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LocalLimiterTest {
  private static final AccountId ACME = new AccountId("acme");
  private static final KeyId ONE = new KeyId("000000000001");
  private static final KeyId TWO = new KeyId("000000000002");

  private final ManualTime time = new ManualTime();
  private final LocalLimiter limiter = new LocalLimiter(time, 100);

  private static List<Limit> limits(KeyId key, String own, String plan, String shared) {
    return Limit.of(key, ACME, Rates.parse(own), Rates.parse(plan), Rates.parse(shared));
  }

  private int passing(List<Limit> limits, int requests) {
    return (int) IntStream.range(0, requests).filter(i -> limiter.take(limits).passes()).count();
  }

  @Test
  void aKeyWithoutLimitsIsNotCounted() {
    assertThat(limiter.take(limits(ONE, "", "", ""))).isSameAs(Toll.FREE);
  }

  @Test
  void soManyPassInSoLongATime() {
    List<Limit> limits = limits(ONE, "10/PT1M", "", "");
    assertThat(passing(limits, 20)).isEqualTo(10);
    Toll refused = limiter.take(limits);
    assertThat(refused.delay()).contains(Duration.ofSeconds(6));
    time.pass(Duration.ofSeconds(6));
    assertThat(passing(limits, 20)).isEqualTo(1);
    time.pass(Duration.ofHours(5));
    assertThat(passing(limits, 20)).as("a bucket holds no more").isEqualTo(10);
  }

  @Test
  void everyRateHolds() {
    List<Limit> limits = limits(ONE, "5/PT1S 8/PT1H", "", "");
    assertThat(passing(limits, 20)).isEqualTo(5);
    time.pass(Duration.ofSeconds(1));
    assertThat(passing(limits, 20)).isEqualTo(3);
  }

  @Test
  void keysOfAnAccountShareItsLimitAndNotTheirOwn() {
    assertThat(passing(limits(ONE, "", "6/PT1M", "10/PT1M"), 20)).isEqualTo(6);
    assertThat(passing(limits(TWO, "", "6/PT1M", "10/PT1M"), 20)).isEqualTo(4);
  }

  @Test
  void whatOneLimitRefusesCostsNothingOfTheOthers() {
    List<Limit> poor = limits(ONE, "1/PT1M", "", "10/PT1M");
    List<Limit> rich = limits(TWO, "", "", "10/PT1M");
    assertThat(passing(rich, 3)).isEqualTo(3);
    assertThat(passing(poor, 50)).isEqualTo(1);
    assertThat(passing(rich, 50)).isEqualTo(6);
    assertThat(passing(limits(ONE, "5/PT1M", "", "10/PT1M"), 5)).isZero();
    time.pass(Duration.ofMinutes(1));
    assertThat(passing(limits(ONE, "5/PT1M", "", "10/PT1M"), 9))
        .as("the account refused, and its own bucket was left as it was")
        .isEqualTo(5);
  }

  @Test
  void aLimitThatIsChangedBeginsFull() {
    assertThat(passing(limits(ONE, "3/PT1H", "", ""), 9)).isEqualTo(3);
    assertThat(passing(limits(ONE, "4/PT1H", "", ""), 9)).isEqualTo(4);
    assertThat(passing(limits(ONE, "3/PT1H", "", ""), 9)).isZero();
  }

  @Test
  void manyThreadsGetNoMoreThanOne() throws Exception {
    List<Limit> limits = limits(ONE, "1000/PT1H", "", "");
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> counts =
          IntStream.range(0, 8).mapToObj(i -> many.submit(() -> passing(limits, 500))).toList();
      int all = 0;
      for (Future<Integer> count : counts) {
        all += count.get();
      }
      assertThat(all).isEqualTo(1000);
    } finally {
      many.shutdownNow();
    }
  }
}
