package dev.latchkey.store;

/** How many nodes there are. */
public interface Census {
  /**
   * The nodes that joined and have not gone.
   *
   * @throws StoreException when the store could not tell
   */
  int nodes();
}
