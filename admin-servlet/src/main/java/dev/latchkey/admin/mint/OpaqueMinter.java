package dev.latchkey.admin.mint;

import dev.latchkey.admin.store.Facts;
import dev.latchkey.key.ApiKey;

/** Makes opaque secrets, under the newest tag key. */
public final class OpaqueMinter implements Minter {
  private final Mint mint;

  public OpaqueMinter(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Minted mint(Order order, ApiKey key, String environment, int ordinal, Facts facts) {
    return mint.secret(environment, key.id(), ordinal, facts.tagKeys(), facts.now());
  }
}
