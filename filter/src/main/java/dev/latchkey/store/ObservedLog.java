package dev.latchkey.store;

import java.util.List;

/** Where a guard that only observes writes what it would have refused. */
public interface ObservedLog {
  /**
   * Adds lines; one that is there already changes nothing.
   *
   * @throws StoreException when they could not be added, or nobody knows whether they were
   */
  void add(List<Observed> lines);
}
