package dev.latchkey.store;

import java.time.Instant;

/** What was accepted once, on any node. Safe for use by many threads. */
public interface Nonces {
  /**
   * Spends {@code id}: true for one caller alone, on all nodes, until then.
   *
   * @throws StoreException when the store could not tell
   */
  boolean spend(String id, Instant until);
}
