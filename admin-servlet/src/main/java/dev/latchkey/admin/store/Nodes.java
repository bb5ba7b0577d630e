package dev.latchkey.admin.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The guard nodes that this installation knows of. */
public interface Nodes {
  List<Seen> all();

  /**
   * A node's own row.
   *
   * @param entry up to which it has applied the journal
   * @param beatAt its last sign of life, by the clock of the database
   * @param live whether it may still be serving
   */
  record Seen(String id, String name, long entry, Instant beatAt, Duration lease, boolean live) {}
}
