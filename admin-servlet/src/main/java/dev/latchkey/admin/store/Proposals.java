package dev.latchkey.admin.store;

import dev.latchkey.journal.Entry;
import java.util.List;

/**
 * Entries that the database has lost and a node still knew. Throws {@link
 * dev.latchkey.store.StoreException} when it cannot tell.
 */
public interface Proposals {
  /** Up to {@code limit} of those that nobody has dealt with, oldest first. */
  List<Entry> open(int limit);
}
