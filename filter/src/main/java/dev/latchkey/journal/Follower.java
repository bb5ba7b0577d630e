package dev.latchkey.journal;

import dev.latchkey.journal.Feed.Answer;
import dev.latchkey.key.TimeSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal, a step at a time: notes the clocks, polls, lets the {@link Learner} forget
 * what changed, and only then publishes how far this node is and until when it may act. It owns no
 * thread, so that a test can take every step itself; {@link #poll} and {@link #leave} are called by
 * one thread, {@link #replica} by any.
 *
 * <p>A node that meets another history than its own is sealed: it lets nobody in. It goes on only
 * where its own history goes on, and forgets first whatever it read from the other.
 */
public final class Follower {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);

  private final Feed feed;
  private final Learner learner;
  private final Node node;
  private final TimeSource time;
  private volatile Replica replica = Replica.unjoined("has not reached the database yet");

  public Follower(Feed feed, Learner learner, Node node, TimeSource time) {
    this.feed = feed;
    this.learner = learner;
    this.node = node;
    this.time = time;
  }

  public Replica replica() {
    return replica;
  }

  /**
   * One poll. The lease starts where the clocks stood before it, and is renewed only when the poll
   * committed and left nothing unread.
   *
   * @return whether to poll again at once: to read on, or to confirm what was just applied
   * @throws dev.latchkey.store.StoreException when the store could not tell; the lease runs on
   */
  public boolean poll() {
    long nanos = time.nanoTime();
    long millis = time.currentTimeMillis();
    Optional<Position> at = replica.position();
    if (at.isEmpty()) {
      Position start = feed.join(node);
      learner.startAt(start.entry());
      replica = renewed(start, nanos, millis);
      return false;
    }
    Answer answer = feed.poll(node, at.get());
    if (answer instanceof Answer.Following following) {
      return apply(at.get(), following, nanos, millis);
    }
    return seal(((Answer.Diverged) answer).why());
  }

  /** Tells the others that this node no longer serves. */
  public void leave() {
    if (replica.position().isPresent()) {
      replica = Replica.unjoined("has stopped");
      feed.leave(node);
    }
  }

  private boolean apply(Position at, Answer.Following following, long nanos, long millis) {
    List<Entry> entries = following.entries();
    Optional<String> gap = Continuity.broken(at, entries);
    if (gap.isPresent()) {
      return seal(gap.get());
    }
    if (replica.trouble().isPresent()) {
      learner.startAt(at.entry());
    }
    if (!entries.isEmpty()) {
      learner.learn(entries);
    }
    Position reached = Continuity.after(at, entries);
    boolean current = reached.entry() >= following.head();
    replica = current ? renewed(reached, nanos, millis) : advanced(reached);
    return !entries.isEmpty();
  }

  private Replica renewed(Position reached, long nanos, long millis) {
    return new Replica(Optional.of(reached), nanos, millis, node.terms().lease(), Optional.empty());
  }

  private Replica advanced(Position reached) {
    Replica old = replica;
    return new Replica(
        Optional.of(reached), old.leaseStart(), old.leaseStartMillis(), old.lease(), old.trouble());
  }

  private boolean seal(String why) {
    if (replica.trouble().isEmpty()) {
      log.error("latchkey node={} sealed: {}", node.name(), why);
    }
    replica = replica.troubled("sealed: " + why);
    return false;
  }
}
