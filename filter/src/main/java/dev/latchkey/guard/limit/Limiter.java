package dev.latchkey.guard.limit;

import dev.latchkey.key.Limit;
import java.util.List;

/** Counts requests. Safe for use by many threads. */
public interface Limiter extends AutoCloseable {
  /**
   * Counts one request under all of these limits, or, when one of them is used up, under none.
   *
   * @throws dev.latchkey.store.StoreException when nobody can tell
   */
  Toll take(List<Limit> limits);

  @Override
  default void close() {}
}
