package dev.latchkey.journal;

import java.util.HashSet;
import java.util.Set;

/**
 * How a database came to hold the history that it holds.
 *
 * @param timeline counts the promotions of replicas, where the database does: PostgreSQL's timeline
 *     id; 0 elsewhere
 * @param accepted the hashes of the entries by which operators took a history as it was found
 */
public record Lineage(long timeline, Set<String> accepted) {
  /** The action of an entry by which an operator takes the history as it is. */
  public static final String ACCEPT = "history.accept";

  public Lineage {
    accepted = Set.copyOf(accepted);
  }

  /** Whether a replica has become the primary since. */
  boolean isPromotedSince(Lineage earlier) {
    return timeline > earlier.timeline();
  }

  /** Whether an operator has taken this history since; one that was restored keeps old ones. */
  boolean isAcceptedSince(Lineage earlier) {
    return !earlier.accepted().containsAll(accepted);
  }

  Lineage at(long laterTimeline) {
    return laterTimeline == timeline ? this : new Lineage(laterTimeline, accepted);
  }

  Lineage with(Entry entry) {
    if (!entry.action().equals(ACCEPT)) {
      return this;
    }
    Set<String> more = new HashSet<>(accepted);
    more.add(entry.hash());
    return new Lineage(timeline, more);
  }
}
