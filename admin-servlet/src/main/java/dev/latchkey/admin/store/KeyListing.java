package dev.latchkey.admin.store;

import java.util.List;
import java.util.Optional;

/**
 * Pages of keys. Throws {@link dev.latchkey.store.StoreException} when the store could not tell.
 */
public interface KeyListing {
  Page list(KeyQuery query);

  /**
   * One page.
   *
   * @param next where the following one starts; empty on the last
   */
  record Page(List<KeyRecord> keys, Optional<Cursor> next) {
    /** Nothing to see. */
    public static final Page EMPTY = new Page(List.of(), Optional.empty());

    public Page {
      keys = List.copyOf(keys);
    }
  }
}
