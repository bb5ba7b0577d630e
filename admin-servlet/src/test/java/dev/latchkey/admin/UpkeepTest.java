package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.Upkeep.Task;
import dev.latchkey.admin.app.NewLines;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class UpkeepTest {
  private final Semaphore tried = new Semaphore(0);
  private final Semaphore afterwards = new Semaphore(0);
  private volatile boolean works;

  private Upkeep started(String what, Throwable planted) {
    Runnable failing =
        () -> {
          tried.release();
          if (!works) {
            UpkeepTest.<RuntimeException>sneak(planted);
          }
        };
    Upkeep upkeep =
        new Upkeep(
            List.of(new Task(what, failing), new Task("go on", afterwards::release)),
            Duration.ofMillis(1));
    upkeep.start();
    return upkeep;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable any) throws T {
    throw (T) any;
  }

  private static void await(Semaphore happened) throws InterruptedException {
    happened.drainPermits();
    assertThat(happened.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anErrorStopsNeitherTheOtherTasksNorTheNextTry() throws InterruptedException {
    try (Upkeep upkeep = started("survive", new OutOfMemoryError("planted"))) {
      await(tried);
      await(afterwards);
      assertThat(upkeep).isNotNull();
    }
  }

  @Test
  void whatFailsIsSaidOnceUntilItWorksAgain() throws InterruptedException {
    NewLines log = NewLines.fromHere();
    try (Upkeep upkeep = started("test upkeep", new StoreException("planted"))) {
      await(afterwards);
      assertThat(log.with("WARN dev.latchkey.admin.Upkeep - latchkey could not test upkeep"))
          .isEqualTo(1);
      works = true;
      await(afterwards);
      assertThat(log.with("latchkey can test upkeep again")).isEqualTo(1);
      works = false;
      await(afterwards);
      assertThat(log.with("latchkey could not test upkeep, and tries again: planted")).isEqualTo(2);
      assertThat(upkeep).isNotNull();
    }
  }
}
