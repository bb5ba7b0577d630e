package dev.latchkey.admin.simulation;

import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.Nodes;
import dev.latchkey.admin.store.Proposals;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Feed;
import dev.latchkey.journal.Lineage;
import dev.latchkey.journal.Node;
import dev.latchkey.journal.Position;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.store.KeyReader;
import dev.latchkey.store.Snapshot;
import dev.latchkey.store.StoreException;
import dev.latchkey.store.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The database as one process reaches it: what the JDBC rooms do, in the same order, with time
 * passing and others acting in between. A commit can fail, and its answer can be lost.
 */
final class Link implements Feed, KeyReader, Nodes, Ledger, Proposals {
  private static final int MOST_ENTRIES = 1;

  private final SimulatedDatabase database;
  private final World world;
  private final Actor process;
  private Runnable asked = () -> {};
  private Runnable renewable = () -> {};
  private boolean cut;
  private long beats;

  Link(SimulatedDatabase database, World world, Actor process) {
    this.database = database;
    this.world = world;
    this.process = process;
  }

  /**
   * Tells what a node does with its lease.
   *
   * @param whenAsked a join or a poll begins: the clocks were read
   * @param whenCertain it is committed, its answer is on its way, and the node's row was there
   */
  void watch(Runnable whenAsked, Runnable whenCertain) {
    asked = whenAsked;
    renewable = whenCertain;
  }

  /** Cuts this process off from the database, or connects it again. */
  void setCut(boolean cutOff) {
    cut = cutOff;
  }

  boolean isCut() {
    return cut;
  }

  @Override
  public Beginning join(Node node) {
    asked.run();
    State seen = read();
    int begunAt = database.primary();
    process.gap();
    requireSame(begunAt);
    State draft = database.present().copy();
    register(draft, node, seen.head());
    Beginning beginning = beginning(seen);
    finish(draft, begunAt, renewable);
    return beginning;
  }

  @Override
  public Answer poll(Node node, Position at, Reading reading) {
    asked.run();
    process.gap();
    requireReachable();
    int begunAt = database.primary();
    State seen = database.present();
    long timeline = database.timeline();
    Optional<String> difference = difference(seen, at);
    if (difference.isPresent()) {
      return new Answer.Diverged(difference.get(), beginning(seen));
    }
    process.gap();
    requireSame(begunAt);
    List<Entry> following =
        database.present().after(at.entry()).stream().limit(MOST_ENTRIES).toList();
    Position reached = reading.take(following);
    process.gap();
    requireSame(begunAt);
    State draft = database.present().copy();
    State.Row row = draft.rows.get(node.id());
    boolean registered = row != null;
    if (registered) {
      draft.rows.put(node.id(), beat(row, reached.entry()));
    } else {
      register(draft, node, reached.entry());
    }
    finish(draft, begunAt, registered ? renewable : () -> {});
    return new Answer.Following(seen.head(), timeline, registered, "");
  }

  @Override
  public Map<Long, String> hashes(long from, long to) {
    Map<Long, String> hashes = new HashMap<>();
    read().journal.stream()
        .filter(entry -> entry.number() >= from && entry.number() <= to)
        .forEach(entry -> hashes.put(entry.number(), entry.hash()));
    return hashes;
  }

  @Override
  public void handBack(Node node, List<Entry> lost) {
    write(
        draft -> {
          lost.forEach(
              entry -> draft.proposals.putIfAbsent(entry.hash(), new State.Proposal(entry, false)));
          return lost;
        },
        () -> {});
  }

  @Override
  public void leave(Node node) {
    write(draft -> Optional.ofNullable(draft.rows.remove(node.id())), () -> {});
  }

  @Override
  public Snapshot find(KeyId id, long followed) {
    State seen = read();
    Optional<StoredKey> found =
        Optional.ofNullable(seen.keys.get(id.value()))
            .map(
                key ->
                    new StoredKey(
                        key.key(),
                        key.secrets().stream().map(secret -> secret.record()).toList(),
                        seen.accounts.get(key.key().account().value()).account(),
                        key.key()
                            .owner()
                            .map(owner -> seen.users.get(owner.value()))
                            .map(UserRecord::user)));
    Snapshot snapshot =
        new Snapshot(
            seen.head(), seen.hashAt(seen.head()), Optional.of(seen.hashAt(followed)), found);
    process.gap();
    return snapshot;
  }

  /** Nobody trusts another issuer here. */
  @Override
  public Snapshot findHost(ApiKey visitor, long followed) {
    throw new StoreException("no key is kept by anybody else here");
  }

  @Override
  public TagKeys tagKeys() {
    requireReachable();
    return TagKeys.NONE;
  }

  @Override
  public Census census() {
    State seen = read();
    long bound = World.BOUND.toMillis();
    long doubt =
        seen.writtenOn != 0 && seen.writtenOn != database.timeline()
            ? bound
            : seen.doubtedAt == 0 ? 0 : seen.doubtedAt + bound - database.wallMillis();
    List<Seen> rows =
        seen.rows.entrySet().stream().map(row -> seen(row.getKey(), row.getValue())).toList();
    Census census = new Census(rows, Duration.ofMillis(Math.max(0, doubt)));
    process.gap();
    return census;
  }

  @Override
  public void retire(Seen silent) {
    write(
        draft -> {
          State.Row row = draft.rows.get(silent.id());
          boolean still = row != null && row.beats() == silent.beats();
          return still ? Optional.ofNullable(draft.rows.remove(silent.id())) : Optional.empty();
        },
        () -> {});
  }

  @Override
  public <T> Committed<T> commit(String actor, Function<Facts, T> change) {
    return write(
        draft -> {
          if (draft.writtenOn != database.timeline()) {
            draft.doubtedAt = draft.writtenOn == 0 ? 0 : database.wallMillis();
            draft.writtenOn = database.timeline();
          }
          T result = change.apply(new DraftFacts(draft, actor, process.wallMillis(), database));
          return new Committed<>(result, draft.head());
        },
        () -> {});
  }

  @Override
  public List<Entry> open(int limit) {
    return read().proposals.values().stream()
        .filter(proposal -> !proposal.done())
        .map(State.Proposal::lost)
        .limit(limit)
        .toList();
  }

  private Seen seen(String id, State.Row row) {
    return new Seen(
        id,
        row.name(),
        row.entry(),
        row.beats(),
        Instant.ofEpochMilli(row.beatAt()),
        Duration.ofMillis(row.leaseMillis()),
        Duration.ofMillis(row.graceMillis()),
        row.beatAt() + row.leaseMillis() + row.graceMillis() > database.wallMillis());
  }

  private State read() {
    process.gap();
    requireReachable();
    return database.present();
  }

  /** A transaction that holds the lock of what it changes: nobody commits in between. */
  private <T> T write(Function<State, T> change, Runnable whenCertain) {
    process.gap();
    requireReachable();
    int begunAt = database.primary();
    State draft = database.present().copy();
    T result = change.apply(draft);
    finish(draft, begunAt, whenCertain);
    return result;
  }

  private void finish(State draft, int begunAt, Runnable whenCertain) {
    if (world.goesWrong()) {
      throw new StoreException("the commit failed");
    }
    requireReachable();
    database.commit(draft, begunAt);
    boolean answerLost = world.goesWrong();
    if (!answerLost) {
      whenCertain.run();
    }
    process.gap();
    if (answerLost) {
      throw new StoreException("the answer was lost");
    }
  }

  private void requireReachable() {
    database.requireThere();
    if (cut) {
      throw new StoreException("the database cannot be reached");
    }
  }

  private void requireSame(int begunAt) {
    requireReachable();
    if (begunAt != database.primary()) {
      throw new StoreException("the connection was cut");
    }
  }

  private Beginning beginning(State seen) {
    return new Beginning(
        seen.position(), seen.journal, new Lineage(database.timeline(), seen.accepted()));
  }

  private static Optional<String> difference(State seen, Position at) {
    if (seen.head() < at.entry()) {
      return Optional.of("the journal ends before");
    }
    return seen.hashAt(at.entry()).equals(at.hash())
        ? Optional.empty()
        : Optional.of("another entry");
  }

  private void register(State draft, Node node, long entry) {
    draft.rows.put(
        node.id(),
        new State.Row(
            node.name(),
            entry,
            ++beats,
            database.wallMillis(),
            node.terms().lease().toMillis(),
            node.terms().grace().toMillis()));
  }

  private State.Row beat(State.Row row, long entry) {
    return new State.Row(
        row.name(), entry, ++beats, database.wallMillis(), row.leaseMillis(), row.graceMillis());
  }
}
