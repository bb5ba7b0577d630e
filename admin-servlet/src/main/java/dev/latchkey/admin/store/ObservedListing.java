package dev.latchkey.admin.store;

import dev.latchkey.store.Observed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What guards that only observe would have refused. Throws {@link
 * dev.latchkey.store.StoreException} when the store could not tell.
 */
public interface ObservedListing {
  /** Requests alike, from all nodes; the most numerous first. */
  List<Line> list(Query query);

  /**
   * Which ones.
   *
   * @param since only what was seen last at this time or later
   * @param skip how many the pages before had
   */
  record Query(Optional<Instant> since, int limit, int skip) {}

  /** Requests alike: how many, and when first and last. */
  record Line(Observed.Kind kind, long requests, Instant firstAt, Instant lastAt) {}
}
