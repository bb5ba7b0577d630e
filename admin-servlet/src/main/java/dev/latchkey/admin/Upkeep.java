package dev.latchkey.admin;

import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an admin servlet does without being asked, once in a while, on one thread of its own. */
final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final List<Runnable> tasks;
  private final Thread thread = new Thread(this::run, "latchkey-upkeep");
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Duration every;

  /**
   * Prepares the tasks.
   *
   * @param every how long between two rounds
   */
  Upkeep(List<Runnable> tasks, Duration every) {
    this.tasks = List.copyOf(tasks);
    this.every = every;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
  }

  private void run() {
    try {
      while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        tasks.forEach(Upkeep::attempt);
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  /** What fails is tried again the next time. */
  private static void attempt(Runnable task) {
    try {
      task.run();
    } catch (StoreException e) {
      log.debug("latchkey could not tidy up: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("latchkey failed while tidying up", e);
    }
  }
}
