package dev.latchkey.admin.store;

import dev.latchkey.key.KeyId;
import java.util.List;
import java.util.Optional;

/**
 * The sealed copies of secrets, within one change. Those of a key that is revoked, and of a secret
 * that has ended, go when the key is next written.
 */
public interface Keepsakes {
  /** Keeps a copy, in place of the one before; its secret may be written later in the change. */
  void put(Keepsake copy);

  Optional<Keepsake> find(KeyId key, int ordinal);

  /** Up to {@code limit} copies that come after another one, by key and number. */
  List<Keepsake> after(Optional<Keepsake> last, int limit);
}
