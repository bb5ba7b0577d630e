package dev.latchkey.store;

import java.util.List;

/** Where the guard tells which keys of other systems are in use. Safe for use by many threads. */
public interface FirstUses {
  /**
   * Notes that these were presented. What was noted before, or is no such secret, changes nothing.
   *
   * @throws StoreException when it could not be noted
   */
  void tell(List<FirstUse> uses);
}
