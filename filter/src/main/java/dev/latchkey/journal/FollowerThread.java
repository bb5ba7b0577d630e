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
  private final TirelessThread thread;
  private final CountDownLatch firstPoll = new CountDownLatch(1);
  private final CountDownLatch upToDate = new CountDownLatch(1);
  private volatile Optional<String> failure = Optional.empty();
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
    this.thread = new TirelessThread("latchkey-follower", this::round, this::leave);
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
        log.warn(
            "latchkey node={} is not up to date yet: {}",
            node.name(),
            failure.orElse("the database has not answered"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why the last poll failed; empty when it did not. */
  public Optional<String> failure() {
    return failure;
  }

  /** Why the installation does not take this node; empty when it does. */
  public Optional<String> refusal() {
    return notTaken.map(refused -> String.valueOf(refused.getMessage()));
  }

  @Override
  public void close() {
    thread.close(LONGEST_GOODBYE);
  }

  private void round() throws InterruptedException {
    boolean reached;
    try {
      reached = pollAll();
    } finally {
      firstPoll.countDown();
    }
    doorbell.await(reached ? node.terms().poll() : RETRY);
  }

  private boolean pollAll() {
    try {
      boolean more = true;
      while (more && !thread.isStopping()) {
        more = follower.poll();
      }
      upToDate.countDown();
      afterPoll.run();
      noteSuccess();
      return true;
    } catch (StoreException e) {
      noteFailure(e);
      return false;
    } catch (NotTakenException e) {
      noteRefusal(e);
      return true;
    } catch (RuntimeException | Error e) {
      failure = Optional.of(e.getClass().getSimpleName());
      throw e;
    }
  }

  /** A node that is sealed has reached the database, and does not follow it. */
  private void noteSuccess() {
    failure = Optional.empty();
    notTaken = Optional.empty();
    if (failing && follower.replica().trouble().isEmpty()) {
      log.info("latchkey node={} follows the journal again", node.name());
      failing = false;
    }
  }

  private void noteFailure(StoreException e) {
    failure = Optional.of(firstLine(e));
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
    failure = Optional.of(firstLine(e));
    if (notTaken.isEmpty()) {
      log.error("latchkey node={} is not taken: {}", node.name(), e.getMessage());
    }
    notTaken = Optional.of(e);
  }

  /** Enough to know what failed: the lines after it may quote rows. */
  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private void leave() {
    try {
      follower.leave();
    } catch (RuntimeException e) {
      log.warn("latchkey node={} could not sign off: {}", node.name(), e.getMessage());
    }
  }
}
