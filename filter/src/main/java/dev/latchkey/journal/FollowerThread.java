package dev.latchkey.journal;

import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a node: polls, then waits for the doorbell or the next poll. Whatever fails is
 * tried again; the lease, not this thread, decides when the node stops serving.
 */
public final class FollowerThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FollowerThread.class);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

  private final Follower follower;
  private final Doorbell doorbell;
  private final Node node;
  private final Runnable afterPoll;
  private final Thread thread;
  private final CountDownLatch firstPoll = new CountDownLatch(1);
  private final CountDownLatch upToDate = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile String lastFailure = "the database has not answered";
  private volatile Optional<NotTakenException> notTaken = Optional.empty();
  private boolean failing;

  /**
   * Prepares the thread.
   *
   * @param afterPoll what else this node does each time that it is up to date; short
   */
  public FollowerThread(Follower follower, Doorbell doorbell, Node node, Runnable afterPoll) {
    this.follower = follower;
    this.doorbell = doorbell;
    this.node = node;
    this.afterPoll = afterPoll;
    this.thread = new Thread(this::run, "latchkey-follower");
    thread.setDaemon(true);
  }

  /**
   * Starts, and waits at most {@code longest} for the first poll to succeed or fail.
   *
   * @throws NotTakenException when the installation does not take this node
   */
  public void start(Duration longest) throws InterruptedException {
    thread.start();
    boolean polled = firstPoll.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (!polled) {
      log.warn("latchkey node={} still waits for the database", node.name());
    }
    Optional<NotTakenException> refused = notTaken;
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  /** Waits until this node has joined; gives up after {@code longest}. */
  public void awaitUpToDate(Duration longest) {
    try {
      boolean joined = upToDate.await(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (!joined) {
        log.warn("latchkey node={} is not up to date yet: {}", node.name(), lastFailure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join(LONGEST_GOODBYE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        boolean reached = pollAll();
        firstPoll.countDown();
        doorbell.await(reached ? node.terms().poll() : RETRY);
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    } finally {
      leave();
    }
  }

  private boolean pollAll() {
    try {
      boolean more = true;
      while (more && !stopping) {
        more = follower.poll();
      }
      upToDate.countDown();
      afterPoll.run();
      if (failing) {
        log.info("latchkey node={} follows the journal again", node.name());
      }
      failing = false;
      notTaken = Optional.empty();
      return true;
    } catch (StoreException e) {
      noteFailure(e);
      return false;
    } catch (NotTakenException e) {
      noteRefusal(e);
      return true;
    } catch (RuntimeException e) {
      log.error("latchkey node={} could not follow the journal", node.name(), e);
      return false;
    }
  }

  private void noteFailure(StoreException e) {
    lastFailure = String.valueOf(e.getMessage());
    boolean joined = upToDate.getCount() == 0;
    if (!failing && joined) {
      log.warn(
          "latchkey node={} cannot reach the journal, known keys work until the lease ends: {}",
          node.name(),
          e.getMessage());
    } else if (!failing) {
      log.info("latchkey node={} waits for the journal: {}", node.name(), e.getMessage());
    }
    failing = true;
  }

  private void noteRefusal(NotTakenException e) {
    lastFailure = String.valueOf(e.getMessage());
    if (notTaken.isEmpty()) {
      log.error("latchkey node={} is not taken: {}", node.name(), e.getMessage());
    }
    notTaken = Optional.of(e);
  }

  private void leave() {
    boolean interrupted = Thread.interrupted();
    try {
      follower.leave();
    } catch (RuntimeException e) {
      log.warn("latchkey node={} could not sign off: {}", node.name(), e.getMessage());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
