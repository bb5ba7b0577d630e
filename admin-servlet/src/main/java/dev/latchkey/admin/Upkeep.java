package dev.latchkey.admin;

import dev.latchkey.journal.TirelessThread;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an admin servlet does without being asked, once in a while, on one thread of its own. */
final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

  private final List<Task> tasks;
  private final Duration every;
  private final TirelessThread thread =
      new TirelessThread("latchkey-upkeep", this::round, () -> {});

  /**
   * Prepares the tasks.
   *
   * @param every how long between two rounds
   */
  Upkeep(List<Task> tasks, Duration every) {
    this.tasks = List.copyOf(tasks);
    this.every = every;
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.close(LONGEST_GOODBYE);
  }

  private void round() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(every.toMillis());
    tasks.forEach(Task::attempt);
  }

  /** One of these things. What fails is tried again in the next round. For one thread. */
  static final class Task {
    private final String what;
    private final Runnable work;
    private Class<?> lastFailure = Void.class;

    /**
     * Something to do.
     *
     * @param what completes "latchkey could not …"
     */
    Task(String what, Runnable work) {
      this.what = what;
      this.work = work;
    }

    private void attempt() {
      try {
        work.run();
        if (lastFailure != Void.class) {
          log.info("latchkey can {} again", what);
        }
        lastFailure = Void.class;
      } catch (RuntimeException | Error e) {
        note(e);
      }
    }

    /** Said once, until it works again or fails in another way. */
    private void note(Throwable e) {
      boolean known = e.getClass() == lastFailure;
      lastFailure = e.getClass();
      if (known) {
        log.debug("latchkey still could not {}: {}", what, e.getMessage());
      } else if (e instanceof StoreException) {
        log.warn("latchkey could not {}, and tries again: {}", what, e.getMessage());
      } else {
        log.error("latchkey failed to {}, and tries again", what, e);
      }
    }
  }
}
