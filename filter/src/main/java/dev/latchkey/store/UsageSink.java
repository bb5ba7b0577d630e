package dev.latchkey.store;

import java.util.List;

/** Where a guard tells how keys are used. It can add there, and do nothing else. */
public interface UsageSink {
  /**
   * Adds these, all of them or none. What was added under the same numbers before is not added
   * again: whoever got no answer may ask once more.
   *
   * @param node the id of the node that tells
   * @param first the number of the first of {@code uses}; the others count up from it
   * @throws StoreException when nobody can tell whether they were added
   */
  void append(String node, long first, List<UseRecord> uses);
}
