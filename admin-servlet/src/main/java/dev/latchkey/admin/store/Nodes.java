package dev.latchkey.admin.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The guard nodes that this installation knows of. Every call throws {@link
 * dev.latchkey.store.StoreException} when the store could not tell.
 */
public interface Nodes {
  Census census();

  /** Takes a node's row away, unless the node has beaten since it was seen. */
  void retire(Seen silent);

  /**
   * All rows there are.
   *
   * @param doubt how much longer nodes may serve that have no row here: a replica that took over
   *     may have missed their registration; zero when the list is whole
   */
  record Census(List<Seen> nodes, Duration doubt) {
    public Census {
      nodes = List.copyOf(nodes);
    }

    /** Whether every node that may serve has a row. */
    public boolean isWhole() {
      return doubt.isZero();
    }
  }

  /**
   * A node's own row.
   *
   * @param entry up to which it has applied the journal
   * @param beats counts its signs of life
   * @param beatAt the last of them, by the clock of the database
   * @param live whether that was within its lease and grace, by the same clock
   */
  record Seen(
      String id,
      String name,
      long entry,
      long beats,
      Instant beatAt,
      Duration lease,
      Duration grace,
      boolean live) {
    /** How long after its last sign of life it may still serve. */
    public Duration bound() {
      return lease.plus(grace);
    }
  }
}
