package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.store.StoreException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PreparationTest {
  private final AtomicInteger times = new AtomicInteger();

  @Test
  void itIsDoneOnce() {
    Preparation preparation = new Preparation(times::incrementAndGet);
    assertThat(preparation.lack()).isPresent();
    assertThat(preparation.attempt()).isTrue();
    assertThat(preparation.attempt()).isTrue();
    assertThat(preparation.lack()).isEmpty();
    assertThat(times).hasValue(1);
  }

  @Test
  void whatFailsIsToldAndTriedAgain() {
    Preparation preparation =
        new Preparation(
            () -> {
              if (times.incrementAndGet() == 1) {
                throw new StoreException("away\nDetail: a row");
              }
            });
    assertThatExceptionOfType(StoreException.class).isThrownBy(preparation::attempt);
    assertThat(preparation.lack()).hasValue("could not prepare the database; the log says why");
    assertThat(preparation.attempt()).isTrue();
    assertThat(preparation.lack()).isEmpty();
  }

  @Test
  void whoeverComesWhileSomebodyIsAtItIsNotKeptWaiting() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Preparation preparation =
        new Preparation(
            () -> {
              underWay.countDown();
              awaits(end);
            });
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Future<Boolean> first = threads.submit(preparation::attempt);
    threads.shutdown();
    awaits(underWay);
    assertThat(preparation.attempt()).isFalse();
    end.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(preparation.attempt()).isTrue();
  }

  private static void awaits(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
