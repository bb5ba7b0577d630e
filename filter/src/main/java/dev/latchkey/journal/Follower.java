package dev.latchkey.journal;

import dev.latchkey.journal.Bookmark.Mark;
import dev.latchkey.journal.Feed.Answer;
import dev.latchkey.journal.Feed.Beginning;
import dev.latchkey.key.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal, a step at a time: notes the clocks, polls, lets the {@link Learner} forget
 * what changed, publishes how far this node is, and once that is committed until when it may act.
 * It owns no thread, so that a test can take every step itself; {@link #poll} and {@link #leave}
 * are called by one thread, {@link #replica} and {@link #concern} by any.
 *
 * <p>A node that meets another history than its own hands back what it still knows, holds on to the
 * revocations, and lets nobody in. It goes on where its own history goes on; or with the other one,
 * when that is a replica's that took over and lagged a little, or when an operator has accepted it.
 */
public final class Follower {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);

  /** A replica that is further behind than this was restored rather than promoted. */
  private static final Duration MOST_LAG = Duration.ofMinutes(15);

  private final Feed feed;
  private final Learner learner;
  private final Node node;
  private final TimeSource time;
  private final Bookmark bookmark;
  private final Memory memory = new Memory();
  private final Losses losses = new Losses();
  private Lineage lineage = new Lineage(0, Set.of());
  private Optional<String> gap = Optional.empty();
  private Optional<Position> handedBackTo = Optional.empty();
  private Optional<Lineage> handedBackIn = Optional.empty();
  private Optional<Mark> marked = Optional.empty();
  private volatile Replica replica = Replica.unjoined("has not reached the database yet");
  private volatile String concern = "";

  /** For a node that begins anew at each start. */
  public Follower(Feed feed, Learner learner, Node node, TimeSource time) {
    this(feed, learner, node, time, Bookmark.NONE);
  }

  /**
   * Prepares to follow.
   *
   * @param bookmark where this node was when it last ran
   */
  public Follower(Feed feed, Learner learner, Node node, TimeSource time, Bookmark bookmark) {
    this.feed = feed;
    this.learner = learner;
    this.node = node;
    this.time = time;
    this.bookmark = bookmark;
  }

  public Replica replica() {
    return replica;
  }

  /** What is wrong with the database though this node can act; empty when nothing is. */
  public Optional<String> concern() {
    return concern.isEmpty() ? Optional.empty() : Optional.of(concern);
  }

  /**
   * One poll. The lease starts where the clocks stood before it, and is renewed only when the poll
   * committed and left nothing unread.
   *
   * @return whether to poll again at once: to read on, or because nothing is renewed yet
   * @throws dev.latchkey.store.StoreException when the store could not tell; the lease runs on
   * @throws NotTakenException when the installation does not take this node
   */
  public boolean poll() {
    long nanos = time.nanoTime();
    long millis = time.currentTimeMillis();
    Optional<Position> at = replica.position();
    if (at.isEmpty()) {
      return join(nanos, millis);
    }
    gap = Optional.empty();
    long furthest = learner.furthest();
    Answer answer = feed.poll(node, at.get(), this::take);
    if (answer instanceof Answer.Following following) {
      forgetWhatIsLost(following, furthest);
      return follow(following, at.get(), nanos, millis);
    }
    return meet((Answer.Diverged) answer);
  }

  /** Tells the others that this node no longer serves. */
  public void leave() {
    if (replica.position().isPresent()) {
      replica = Replica.unjoined("has stopped");
      feed.leave(node);
    }
  }

  /** A database that does not hold the place where this node was is met as another history. */
  private boolean join(long nanos, long millis) {
    Beginning beginning = feed.join(node);
    Optional<Mark> lost = bookmark.read().filter(mark -> isLostBy(beginning, mark.position()));
    startAt(beginning);
    if (lost.isPresent()) {
      lineage = lost.get().lineage();
      memory.startWith(List.of());
      replica = replica.advancedTo(lost.get().position());
      return true;
    }
    replica = renewed(beginning.position(), nanos, millis);
    return false;
  }

  private boolean isLostBy(Beginning there, Position at) {
    boolean ours = there.position().installation().equals(at.installation());
    return ours
        && at.entry() > 0
        && !at.hash().equals(feed.hashes(at.entry(), at.entry()).get(at.entry()));
  }

  /** Forgets what the entries touch, and shows requests that are under way that it did. */
  private Position take(List<Entry> entries) {
    Position at = replica.position().orElseThrow();
    gap = Continuity.broken(at, entries);
    if (gap.isPresent()) {
      return at;
    }
    if (replica.trouble().isPresent()) {
      learner.startAt(at);
    }
    if (entries.isEmpty()) {
      return at;
    }
    learner.learn(entries);
    memory.add(entries);
    entries.forEach(entry -> lineage = lineage.with(entry));
    Position reached = Continuity.after(at, entries);
    replica = replica.advancedTo(reached);
    return reached;
  }

  /**
   * A look-up may read further than this node has followed. When the journal ends before that, what
   * was read is lost.
   */
  private void forgetWhatIsLost(Answer.Following following, long furthest) {
    if (following.head() < furthest) {
      learner.startAt(replica.position().orElseThrow());
    }
  }

  /** A node whose row was gone has to be seen by the others first: it renews with the next poll. */
  private boolean follow(Answer.Following following, Position at, long nanos, long millis) {
    boolean current = replica.entry() >= following.head();
    if (!current && replica.entry() == at.entry()) {
      gap = gap.or(() -> Optional.of(missing(at, following)));
    }
    if (gap.isPresent()) {
      return seal(gap.get());
    }
    note(following.concern());
    lineage = lineage.at(following.timeline());
    handBackAgain();
    Position reached = replica.position().orElseThrow();
    if (current && following.registered()) {
      replica = renewed(reached, nanos, millis);
      handedBackTo = Optional.empty();
      return false;
    }
    return true;
  }

  private static String missing(Position at, Answer.Following following) {
    return "the journal has no entry after %d, and should go on to %d"
        .formatted(at.entry(), following.head());
  }

  private boolean meet(Answer.Diverged other) {
    Beginning there = other.there();
    Position at = replica.position().orElseThrow();
    if (!there.position().installation().equals(at.installation())) {
      return seal(other.why());
    }
    List<Entry> lost = memory.lostBy(feed);
    learner.keepRevoked(lost);
    handBack(lost, there.position());
    boolean lagged = there.lineage().isPromotedSince(lineage) && isRecent(lost);
    if (lagged || there.lineage().isAcceptedSince(lineage)) {
      goOn(there, lost, lagged ? "a replica that lagged took over" : "an operator accepted it");
      return true;
    }
    return seal(other.why());
  }

  /** Whether this node knows all that was lost, and it was all done shortly before. */
  private boolean isRecent(List<Entry> lost) {
    Instant lastRenewal = Instant.ofEpochMilli(replica.leaseStartMillis());
    return memory.remembersBefore(lost)
        && lost.stream().allMatch(entry -> entry.at().plus(MOST_LAG).isAfter(lastRenewal));
  }

  private void handBack(List<Entry> lost, Position to) {
    losses.add(lost);
    boolean known = handedBackTo.equals(Optional.of(to));
    if (!known && !losses.isEmpty()) {
      feed.handBack(node, losses.all());
    }
    handedBackTo = Optional.of(to);
  }

  /** Another replica, or another copy, may lack what was handed back to the one before. */
  private void handBackAgain() {
    boolean known = handedBackIn.equals(Optional.of(lineage));
    if (!known && !losses.isEmpty()) {
      feed.handBack(node, losses.all());
    }
    handedBackIn = Optional.of(lineage);
  }

  private void goOn(Beginning there, List<Entry> lost, String why) {
    log.error(
        "latchkey node={} follows another history from entry {} on, {}; entries that were lost: {}",
        node.name(),
        there.position().entry(),
        why,
        lost.stream().map(Entry::number).map(String::valueOf).toList());
    startAt(there);
    replica = replica.advancedTo(there.position()).troubled("begins anew");
  }

  private void startAt(Beginning beginning) {
    learner.startAt(beginning.position());
    memory.startWith(beginning.recent());
    lineage = beginning.lineage();
    handedBackTo = Optional.empty();
  }

  private Replica renewed(Position reached, long nanos, long millis) {
    Mark mark = new Mark(reached, lineage);
    if (!marked.equals(Optional.of(mark))) {
      bookmark.write(mark);
      marked = Optional.of(mark);
    }
    return new Replica(Optional.of(reached), nanos, millis, node.terms().bound(), Optional.empty());
  }

  private void note(String found) {
    if (!found.isEmpty() && !found.equals(concern)) {
      log.error(
          "latchkey node={} the database may forget what it has said: {}", node.name(), found);
    }
    concern = found;
  }

  private boolean seal(String why) {
    String trouble = "sealed: " + why;
    if (!replica.trouble().equals(Optional.of(trouble))) {
      log.error("latchkey node={} {}", node.name(), trouble);
    }
    replica = replica.troubled(trouble);
    return false;
  }
}
