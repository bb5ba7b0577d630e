package dev.latchkey.journal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one thing again and again until it is closed, whatever goes wrong meanwhile:
 * memory that ran out for a moment must not end for good what nobody would start again. Safe for
 * use by many threads.
 */
public final class TirelessThread {
  /** What is done again and again; an interrupt asks it to end. */
  public interface Round {
    void run() throws InterruptedException;
  }

  private static final Logger log = LoggerFactory.getLogger(TirelessThread.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final Round round;
  private final Runnable farewell;
  private final Thread thread;
  private volatile boolean stopping;
  private boolean told;
  private long toldAt;

  /**
   * Prepares the thread.
   *
   * @param farewell what is done once, at the end
   */
  public TirelessThread(String name, Round round, Runnable farewell) {
    this.round = round;
    this.farewell = farewell;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Whether a round that is under way should come to its end. */
  public boolean isStopping() {
    return stopping;
  }

  /** Ends it, and waits for that, though not longer than {@code longest}. */
  public void close(Duration longest) {
    stopping = true;
    thread.interrupt();
    try {
      TimeUnit.MILLISECONDS.timedJoin(thread, longest.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        round.run();
      } catch (InterruptedException asked) {
        stopping = true;
      } catch (Throwable e) {
        tell(e);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    Thread.interrupted(); // what asked it to end must not end its farewell too
    farewell.run();
  }

  /** A line once in a while says enough. What is too much even for that line ends nothing. */
  private void tell(Throwable e) {
    try {
      long now = System.nanoTime();
      if (!stopping && (!told || now - toldAt > BETWEEN_LINES.toNanos())) {
        told = true;
        toldAt = now;
        log.error("latchkey's thread {} failed, and goes on", thread.getName(), e);
      }
    } catch (RuntimeException | Error untold) {
      told = false;
    }
  }
}
