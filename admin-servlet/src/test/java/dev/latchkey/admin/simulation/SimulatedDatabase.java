package dev.latchkey.admin.simulation;

import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Lineage;
import dev.latchkey.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * The one primary. Each commit makes a new state; earlier ones are kept, for a replica that lags
 * and for backups.
 */
final class SimulatedDatabase {
  private final World world;
  private final Actor machine;
  private final Oracle oracle;
  private final List<State> past = new ArrayList<>();
  private State present;
  private long timeline = 1;
  private int primaries = 1;
  private boolean away;
  private boolean restored;
  private long replacedAt = Long.MAX_VALUE;

  SimulatedDatabase(World world, Actor machine, Oracle oracle, State first) {
    this.world = world;
    this.machine = machine;
    this.oracle = oracle;
    this.present = first;
    past.add(first);
  }

  State present() {
    return present;
  }

  long timeline() {
    return timeline;
  }

  /** Which primary this is: what was begun at another cannot be committed here. */
  int primary() {
    return primaries;
  }

  long wallMillis() {
    return machine.wallMillis();
  }

  Actor machine() {
    return machine;
  }

  boolean isAway() {
    return away;
  }

  void setAway(boolean gone) {
    away = gone;
  }

  void requireThere() {
    if (away) {
      throw new StoreException("the database is away");
    }
  }

  /** Commits, if the primary is still the one at which this was begun. */
  void commit(State next, int begunAt) {
    requireThere();
    if (begunAt != primaries) {
      throw new StoreException("the primary has changed");
    }
    List<Entry> added = next.after(present.head());
    if (added.stream().anyMatch(entry -> entry.action().equals(Lineage.ACCEPT))) {
      restored = false;
    }
    present = next;
    past.add(next);
    if (past.size() > 64) {
      past.remove(0);
    }
    oracle.committed(added, next, world.now());
  }

  /** Whether an older copy is in place that no operator has accepted yet. */
  boolean isRestored() {
    return restored;
  }

  /** When the history that is there took the place of another. */
  long replacedAt() {
    return replacedAt;
  }

  /** A replica takes over that has not heard of the last {@code commits}. */
  void failOver(int commits) {
    State behind = past.get(Math.max(0, past.size() - 1 - commits));
    timeline++;
    replaceBy(behind);
  }

  /** Somebody puts an older copy in place. */
  void restore(int commits) {
    restored = true;
    replaceBy(past.get(Math.max(0, past.size() - 1 - commits)));
  }

  private void replaceBy(State other) {
    primaries++;
    replacedAt = world.now();
    present = other;
    while (past.get(past.size() - 1) != other) {
      past.remove(past.size() - 1);
    }
    oracle.replaced(other, world.now());
  }
}
