package dev.latchkey.journal;

import java.util.List;

/** Whoever keeps facts in memory that entries can change. */
public interface Learner {
  /** Forgets, before it returns, whatever {@code entries} touch. Called in order, by one thread. */
  void learn(List<Entry> entries);

  /**
   * Forgets everything, and takes nothing that was read before now or before entry {@code number}.
   */
  void startAt(long number);

  /**
   * Holds on to the revocations among entries that the database has lost: whatever it says of those
   * keys from now on, they stay revoked here.
   */
  void keepRevoked(List<Entry> lost);
}
