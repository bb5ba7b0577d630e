package dev.latchkey.journal;

import java.util.List;

/**
 * The journal as a node reads it. Each call is one transaction that also writes the node's own row:
 * it answers only while the database accepts writes. Every call throws {@link
 * dev.latchkey.store.StoreException} when the store could not tell.
 */
public interface Feed {
  /** Registers the node, committed, and answers where the journal ends. */
  Position join(Node node);

  /**
   * Notes that {@code node} applied everything up to {@code at}, and answers what follows.
   *
   * @param at where this node is
   */
  Answer poll(Node node, Position at);

  /** Takes the node's row away: it has stopped serving. */
  void leave(Node node);

  /** What a poll found. */
  sealed interface Answer {
    /**
     * The entries after the position that was asked for, in order.
     *
     * @param head the number of the last entry in the same snapshot; beyond the last of {@code
     *     entries} when there are more than fit in one answer
     */
    record Following(List<Entry> entries, long head) implements Answer {}

    /** The database holds another history than the one this node has followed. */
    record Diverged(String why) implements Answer {}
  }
}
