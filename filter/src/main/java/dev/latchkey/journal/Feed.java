package dev.latchkey.journal;

import java.util.List;
import java.util.Map;

/**
 * The journal as a node reads it. {@link #poll} is one transaction that also writes the node's own
 * row: it answers only while the database accepts writes. Every call throws {@link
 * dev.latchkey.store.StoreException} when the store could not tell.
 */
public interface Feed {
  /**
   * Registers the node, committed, and answers where the journal ends.
   *
   * @throws NotTakenException when this installation does not take such a node
   */
  Beginning join(Node node);

  /**
   * Reads what follows a position, and notes how far the node is then, in one transaction.
   *
   * @param at where this node is
   * @param reading takes the entries in before the node's row says so
   */
  Answer poll(Node node, Position at, Reading reading);

  /** The hashes of the entries {@code from} to {@code to}, both included, by their numbers. */
  Map<Long, String> hashes(long from, long to);

  /** Leaves entries that the database has lost where the admin servlet finds them. */
  void handBack(Node node, List<Entry> lost);

  /** Takes the node's row away: it has stopped serving. */
  void leave(Node node);

  /** Takes entries in, in order, before anybody learns that this node has them. */
  interface Reading {
    /**
     * Takes in what follows the position that was polled for; nothing where it does not fit.
     *
     * @return how far the node is now
     */
    Position take(List<Entry> entries);
  }

  /**
   * Where a node can start to follow.
   *
   * @param recent the last entries up to {@code position}, in order; not all there are
   */
  record Beginning(Position position, List<Entry> recent, Lineage lineage) {
    public Beginning {
      recent = List.copyOf(recent);
    }
  }

  /** What a poll found. */
  sealed interface Answer {
    /**
     * The entries after the position that was asked for were handed to the {@link Reading}.
     *
     * @param head the number of the last entry in the same snapshot; beyond what was handed over
     *     when there is more than fits in one answer
     * @param timeline see {@link Lineage}
     * @param registered false when the node's row was gone, and has just been written anew
     * @param concern what is wrong with the database though it answers; empty when nothing is
     */
    record Following(long head, long timeline, boolean registered, String concern)
        implements Answer {}

    /**
     * The database holds another history than the one this node has followed.
     *
     * @param there where this node could start to follow it
     */
    record Diverged(String why, Beginning there) implements Answer {}
  }
}
