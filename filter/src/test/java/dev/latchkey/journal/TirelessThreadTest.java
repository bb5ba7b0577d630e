package dev.latchkey.journal;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TirelessThreadTest {
  private final Semaphore rounds = new Semaphore(0);
  private final CountDownLatch left = new CountDownLatch(1);

  private TirelessThread failingWith(Throwable planted) {
    return new TirelessThread(
        "tireless-test",
        () -> {
          rounds.release();
          TirelessThreadTest.<RuntimeException>sneak(planted);
        },
        left::countDown);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable any) throws T {
    throw (T) any;
  }

  private void goesOnAfter(Throwable planted) throws InterruptedException {
    try (CapturedLog log = CapturedLog.start()) {
      TirelessThread thread = failingWith(planted);
      thread.start();
      assertThat(rounds.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
      thread.close(ofSeconds(10));
      assertThat(left.getCount()).isZero();
      assertThat(log.text()).containsOnlyOnce("thread tireless-test failed, and goes on");
    }
  }

  @Test
  void itGoesOnAfterAnErrorAndSaysSoOnceInAWhile() throws InterruptedException {
    goesOnAfter(new OutOfMemoryError("planted"));
  }

  @Test
  void itGoesOnAfterWhatMayNotBeThrownAtAll() throws InterruptedException {
    goesOnAfter(new Exception("planted"));
  }

  @Test
  void itEndsWhenItIsAskedTo() throws InterruptedException {
    TirelessThread thread = failingWith(new InterruptedException("planted"));
    thread.start();
    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(rounds.availablePermits()).isEqualTo(1);
  }

  @Test
  void whatAskedItToEndDoesNotDisturbItsFarewell() throws InterruptedException {
    Semaphore undisturbed = new Semaphore(0);
    TirelessThread thread =
        new TirelessThread(
            "tireless-test",
            () -> {
              rounds.release();
              Thread.currentThread().interrupt();
              Thread.sleep(ofSeconds(60).toMillis());
            },
            () -> undisturbed.release(Thread.currentThread().isInterrupted() ? 0 : 1));
    thread.start();
    assertThat(undisturbed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
  }
}
