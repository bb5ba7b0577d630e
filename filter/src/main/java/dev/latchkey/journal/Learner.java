package dev.latchkey.journal;

import java.util.List;

/** Whoever keeps facts in memory that entries can change. */
public interface Learner {
  /**
   * Forgets, before it returns, whatever {@code entries} touch; and everything, when it has read
   * another entry under one of their numbers. Called in order, by one thread.
   */
  void learn(List<Entry> entries);

  /**
   * Forgets everything, and takes nothing that was read before now, before that entry or from
   * another history.
   */
  void startAt(Position position);

  /** The number of the last entry that anything kept here includes. */
  long furthest();

  /**
   * Holds on to the revocations among entries that the database has lost: whatever it says of those
   * keys from now on, they stay revoked here.
   */
  void keepRevoked(List<Entry> lost);
}
