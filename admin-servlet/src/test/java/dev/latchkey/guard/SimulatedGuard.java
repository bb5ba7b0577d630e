package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.limit.Toll;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.lookup.Lookups;
import dev.latchkey.guard.lookup.opaque.OpaqueLookup;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.usage.UseCount;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Feed;
import dev.latchkey.journal.Follower;
import dev.latchkey.journal.Learner;
import dev.latchkey.journal.Node;
import dev.latchkey.journal.Position;
import dev.latchkey.key.Endings;
import dev.latchkey.key.TimeSource;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.store.KeyReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.helpers.NOPLogger;

/** The parts of a guard that decide, without servlets, threads and a database. */
public final class SimulatedGuard {
  private final Follower follower;
  private final Judgement judgement;

  /**
   * Puts the parts together.
   *
   * @param learnt is told of entries when the node has learnt them
   */
  public SimulatedGuard(
      Feed feed,
      KeyReader reader,
      TimeSource time,
      KeyFormat format,
      Node node,
      Consumer<List<Entry>> learnt) {
    KnownKeys keys = new KnownKeys(reader, NoEndings.INSTANCE, 100);
    KnownTagKeys tagKeys = new KnownTagKeys(reader, time);
    Learner knowledge = new Knowledge(keys, tagKeys);
    this.follower = new Follower(feed, new Watched(knowledge, learnt), node, time);
    this.judgement =
        new Judgement(
            new Lookups(List.of(new OpaqueLookup(format, keys, tagKeys))),
            (id, until) -> false,
            limits -> Toll.FREE,
            follower::replica,
            time,
            new DecisionLog("node", NOPLogger.NOP_LOGGER),
            UseCount.NONE);
  }

  public boolean poll() {
    return follower.poll();
  }

  public void leave() {
    follower.leave();
  }

  /** What is decided about a key: {@code allowed}, {@code undecided}, or why it is refused. */
  public String decide(String token) {
    Decision decision =
        judgement.of(new Bearer(token), Handed.ON, List.of(), Optional.empty(), true, "127.0.0.1");
    if (decision instanceof Decision.Refused refused) {
      return refused.refusal().why();
    }
    return decision instanceof Decision.Allowed ? "allowed" : "undecided";
  }

  /** How far it is, and why it may not act. */
  @Override
  public String toString() {
    return follower.replica().entry() + " " + follower.replica().trouble().orElse("");
  }

  /** Nobody waits for the end of a key here. */
  private enum NoEndings implements Endings {
    INSTANCE;

    @Override
    public Registration register(dev.latchkey.key.KeyId key, Runnable callback) {
      return () -> {};
    }
  }

  private record Watched(Learner learner, Consumer<List<Entry>> learnt) implements Learner {
    @Override
    public void learn(List<Entry> entries) {
      learner.learn(entries);
      learnt.accept(entries);
    }

    @Override
    public void startAt(Position position) {
      learner.startAt(position);
    }

    @Override
    public long furthest() {
      return learner.furthest();
    }

    @Override
    public void keepRevoked(List<Entry> lost) {
      learner.keepRevoked(lost);
    }
  }
}
