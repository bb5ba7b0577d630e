package dev.latchkey.admin;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has to be done once before any call can be answered, and may fail for as long as the
 * database is away. Whoever comes while somebody is at it is not kept waiting: a probe every few
 * seconds would otherwise take all threads of the container. Safe for use by many threads.
 */
final class Preparation {
  private final Runnable steps;
  private final ReentrantLock underWay = new ReentrantLock();
  private volatile Optional<String> lack = Optional.of("has not prepared the database yet");

  Preparation(Runnable steps) {
    this.steps = steps;
  }

  /** Why it is not done; empty when it is. Fit for anybody. */
  Optional<String> lack() {
    return lack;
  }

  boolean isDone() {
    return lack.isEmpty();
  }

  /**
   * Does it, unless it is done or somebody is at it.
   *
   * @return whether it is done
   */
  boolean attempt() {
    if (isDone() || !underWay.tryLock()) {
      return isDone();
    }
    try {
      if (!isDone()) {
        steps.run();
        lack = Optional.empty();
      }
      return true;
    } catch (RuntimeException | Error e) {
      lack = Optional.of("could not prepare the database; the log says why");
      throw e;
    } finally {
      underWay.unlock();
    }
  }
}
