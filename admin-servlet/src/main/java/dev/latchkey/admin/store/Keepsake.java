package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;

/**
 * The sealed copy of a secret.
 *
 * @param account of the key
 * @param ordinal of the secret
 * @param sealed opens only under a key from outside, and only as the copy of this secret
 */
public record Keepsake(AccountId account, KeyId key, int ordinal, String sealed) {
  /** The same, sealed anew. */
  public Keepsake with(String sealedAnew) {
    return new Keepsake(account, key, ordinal, sealedAnew);
  }

  @Override
  public String toString() {
    return "Keepsake[" + key + "." + ordinal + "]";
  }
}
