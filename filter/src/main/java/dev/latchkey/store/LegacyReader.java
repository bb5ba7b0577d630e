package dev.latchkey.store;

import dev.latchkey.key.KeyId;
import java.util.List;

/**
 * What the guard reads to find keys that another system issued. Every call throws {@link
 * StoreException} when the store could not tell. Safe for use by many threads.
 */
public interface LegacyReader {
  /** What all of them are found by. */
  LegacyIndex index();

  /** The keys that are found by {@code selector}. */
  List<KeyId> find(long selector);
}
