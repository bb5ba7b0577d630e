package dev.latchkey.admin.simulation;

import dev.latchkey.journal.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Knows the true time, every commit, every answer and every acceptance, and judges from outside. It
 * looks into no node.
 */
final class Oracle {
  /** Wall clocks are read in whole milliseconds. */
  private static final long TOLERANCE = 2_000_000;

  /** Something was taken away from a key: by an entry that names it, or its owner. */
  private static final class Narrowing {
    final Entry entry;
    final String key;
    final boolean forGood;
    final long committed;
    final boolean inDoubt;
    long proven = Long.MAX_VALUE;
    long promised = Long.MAX_VALUE;
    long lost = Long.MAX_VALUE;
    long undone = Long.MAX_VALUE;

    Narrowing(Entry entry, String key, boolean forGood, long committed, boolean inDoubt) {
      this.entry = entry;
      this.key = key;
      this.forGood = forGood;
      this.committed = committed;
      this.inDoubt = inDoubt;
    }

    boolean holdsAt(long time) {
      return time < lost && time < undone;
    }
  }

  private static final class Given {
    final Entry entry;
    final long committed;
    long lost = Long.MAX_VALUE;

    Given(Entry entry, long committed) {
      this.entry = entry;
      this.committed = committed;
    }
  }

  private final World world;
  private final List<Narrowing> narrowings = new ArrayList<>();
  private final List<Given> given = new ArrayList<>();

  /** The hashes of what was lost when the history was last replaced. */
  private final Set<String> lostLast = new HashSet<>();

  Oracle(World world) {
    this.world = world;
  }

  /** Entries were committed: the database holds {@code state} from {@code time} on. */
  void committed(List<Entry> entries, State state, long time) {
    for (Entry entry : entries) {
      String id = entry.target().id();
      switch (entry.action()) {
        case "key.issue" -> given.add(new Given(entry, time));
        case "key.revoke", "key.delete" -> narrow(entry, id, true, time);
        case "user.change" -> userChanged(entry, state, time);
        default -> {}
      }
    }
  }

  private void userChanged(Entry entry, State state, long time) {
    boolean enabled = state.users.get(entry.target().id()).user().enabled();
    for (String key : Cast.keysOf(entry.target().id())) {
      if (enabled) {
        narrowings.stream()
            .filter(n -> !n.forGood && n.key.equals(key) && n.undone == Long.MAX_VALUE)
            .forEach(n -> n.undone = time);
      } else {
        narrow(entry, key, false, time);
      }
    }
  }

  private void narrow(Entry entry, String key, boolean forGood, long time) {
    boolean inDoubt = time > world.restoredAt();
    narrowings.add(new Narrowing(entry, key, forGood, time, inDoubt));
  }

  /** The database holds another history from {@code time} on. */
  void replaced(State state, long time) {
    lostLast.clear();
    for (Narrowing narrowing : narrowings) {
      if (narrowing.lost == Long.MAX_VALUE && !state.holds(narrowing.entry)) {
        narrowing.lost = time;
        lostLast.add(narrowing.entry.hash());
      }
    }
    for (Given issue : given) {
      if (issue.lost == Long.MAX_VALUE && !state.holds(issue.entry)) {
        issue.lost = time;
        lostLast.add(issue.entry.hash());
      }
    }
    // A switch that was switched on again by what is lost is off again, and nobody was told.
    narrowings.stream()
        .filter(n -> !n.forGood && n.undone != Long.MAX_VALUE)
        .forEach(n -> n.lost = Math.min(n.lost, n.undone));
  }

  /**
   * Somebody was told that all nodes have applied an entry. What was written into a copy before
   * anybody had accepted that is not promised: nodes may have no row in it.
   */
  void proven(String hash, long time) {
    narrowings.stream()
        .filter(n -> n.entry.hash().equals(hash) && !n.inDoubt)
        .forEach(n -> n.proven = Math.min(n.proven, time));
  }

  /** Somebody was told by when the last node has. */
  void promised(String hash, long by) {
    narrowings.stream()
        .filter(n -> n.entry.hash().equals(hash))
        .forEach(n -> n.promised = Math.min(n.promised, by));
  }

  /**
   * A node let a request in.
   *
   * @param applied the hashes of the entries that it had applied before the request came
   * @param lastRenewal the start of its last poll or join that was committed
   */
  void accepted(String node, String key, long time, Set<String> applied, long lastRenewal) {
    long bound = World.BOUND.toNanos() + TOLERANCE;
    if (time > lastRenewal + bound) {
      throw world.violated("I6", node + " accepts " + key + " without a renewal");
    }
    if (lastRenewal > world.restoredAt() && !Collections.disjoint(applied, lostLast)) {
      throw world.violated("I5", node + " accepts " + key + " by a copy that nobody has accepted");
    }
    for (Narrowing n : narrowings) {
      if (n.key.equals(key) && n.committed <= time) {
        boolean holds = n.holdsAt(time);
        if (holds && time > n.committed + bound) {
          throw world.violated("I1", node + " accepts " + key + " after entry " + n.entry.number());
        }
        if (holds && time > n.proven) {
          throw world.violated("I2", node + " accepts " + key + " though all have confirmed");
        }
        if (holds && time - TOLERANCE > n.promised) {
          throw world.violated("I1", node + " accepts " + key + " later than was promised");
        }
        if (n.forGood && applied.contains(n.entry.hash())) {
          throw world.violated("I3", node + " accepts " + key + ", which it knew to be revoked");
        }
      }
    }
  }

  /** A node said that there is no such key. */
  void unknown(String node, String key, long time) {
    long bound = World.BOUND.toNanos() + TOLERANCE;
    for (Given issue : given) {
      boolean there =
          issue.entry.target().id().equals(key)
              && time > issue.committed + bound
              && time < issue.lost
              && narrowings.stream().noneMatch(n -> n.key.equals(key));
      if (there) {
        throw world.violated("I7", node + " does not know " + key);
      }
    }
  }

  /** Keys that must not work in the end, whatever was lost, if a node knew of it. */
  Set<String> revokedAsKnownTo(Set<String> applied) {
    Set<String> keys = new HashSet<>();
    narrowings.stream()
        .filter(n -> n.forGood && applied.contains(n.entry.hash()))
        .forEach(n -> keys.add(n.key));
    return keys;
  }
}
