package dev.latchkey.admin.reveal;

import dev.latchkey.admin.mint.Minted;
import dev.latchkey.admin.mint.Minter;
import dev.latchkey.admin.mint.Order;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.key.ApiKey;

/** Keeps a sealed copy of every text that another makes, whatever kind it is of. */
public final class KeepingMinter implements Minter {
  private final Minter minter;
  private final Copies copies;

  public KeepingMinter(Minter minter, Copies copies) {
    this.minter = minter;
    this.copies = copies;
  }

  /** A public half that was enrolled has no text: its holder alone knows the other one. */
  @Override
  public Minted mint(Order order, ApiKey key, String environment, int ordinal, Facts facts) {
    Minted minted = minter.mint(order, key, environment, ordinal, facts);
    if (minted.text().isEmpty()) {
      return minted;
    }
    facts.keepsakes().put(copies.seal(key, ordinal, minted.text().get(), minted));
    return new Minted(minted.text(), minted.beside(), minted.secret().kept());
  }
}
