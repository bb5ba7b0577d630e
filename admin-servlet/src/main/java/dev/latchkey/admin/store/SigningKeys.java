package dev.latchkey.admin.store;

import java.util.List;

/** The keys that sign tokens, read back. */
public interface SigningKeys {
  /**
   * All of them, oldest first, those too that are no longer published.
   *
   * @throws dev.latchkey.store.StoreException when the store could not tell
   */
  List<SigningKey> signingKeys();
}
