package dev.latchkey.admin.mint;

import dev.latchkey.admin.store.Facts;
import dev.latchkey.key.ApiKey;

/** Makes secrets of one kind. Safe for use by many threads. */
public interface Minter {
  /**
   * Makes a secret of {@code key}.
   *
   * @param environment of the key
   * @param ordinal of the new secret
   * @throws dev.latchkey.admin.exchange.Problem when the order cannot be filled
   */
  Minted mint(Order order, ApiKey key, String environment, int ordinal, Facts facts);
}
