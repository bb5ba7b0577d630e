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
}
