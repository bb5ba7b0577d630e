package dev.latchkey.guard.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BulkheadTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Answer DONE = new Answer.Rejected("done");
  private static final Answer FULL = new Answer.Unavailable("too many proofs at once");

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  /** Takes a place until {@link #end}. */
  private CompletableFuture<Answer> occupy(Bulkhead bulkhead) {
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(
            () ->
                bulkhead.within(
                    () -> {
                      started.countDown();
                      await(end);
                      return DONE;
                    }));
    await(started);
    return answer;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoFindsAPlaceIsAnswered() {
    Bulkhead bulkhead = new Bulkhead();
    assertThat(bulkhead.within(() -> DONE)).isSameAs(DONE);
    assertThat(bulkhead.within(() -> DONE)).isSameAs(DONE);
  }

  @Test
  void whoFindsNoPlaceAndNoneToWaitInIsToldAtOnceThatNobodyCouldTell() {
    Bulkhead bulkhead = new Bulkhead(1, 0, LONG);
    CompletableFuture<Answer> first = occupy(bulkhead);
    assertThat(bulkhead.within(() -> DONE)).isEqualTo(FULL);
    end.countDown();
    assertThat(first.join()).isSameAs(DONE);
    assertThat(bulkhead.within(() -> DONE)).isSameAs(DONE);
  }

  @Test
  void whoWaitsDoesNotWaitForLong() {
    Bulkhead bulkhead = new Bulkhead(1, 1, Duration.ofMillis(1));
    CompletableFuture<Answer> first = occupy(bulkhead);
    assertThat(bulkhead.within(() -> DONE)).isEqualTo(FULL);
    end.countDown();
    first.join();
  }

  @Test
  void whoWaitsGetsThePlaceThatBecomesFree() {
    Bulkhead bulkhead = new Bulkhead(1, 1, LONG);
    CompletableFuture<Answer> first = occupy(bulkhead);
    CompletableFuture<Answer> second =
        CompletableFuture.supplyAsync(() -> bulkhead.within(() -> DONE));
    end.countDown();
    assertThat(second.join()).isSameAs(DONE);
    assertThat(first.join()).isSameAs(DONE);
  }

  @Test
  void workThatFailsLeavesItsPlace() {
    Bulkhead bulkhead = new Bulkhead(1, 0, LONG);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                bulkhead.within(
                    () -> {
                      throw new IllegalStateException("failed");
                    }));
    assertThat(bulkhead.within(() -> DONE)).isSameAs(DONE);
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() {
    Bulkhead bulkhead = new Bulkhead(1, 1, LONG);
    CompletableFuture<Answer> first = occupy(bulkhead);
    Thread.currentThread().interrupt();
    assertThat(bulkhead.within(() -> DONE)).isEqualTo(FULL);
    assertThat(Thread.interrupted()).isTrue();
    end.countDown();
    first.join();
  }
}
