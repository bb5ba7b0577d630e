package dev.latchkey.admin.reveal;

import dev.latchkey.admin.mint.Minted;
import dev.latchkey.admin.mint.Minter;
import dev.latchkey.admin.mint.Order;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.key.ApiKey;

/**
 * Keeps a sealed copy of every text that another makes, whatever kind it is of, where the plan of
 * the account wants that.
 */
public final class KeepingMinter implements Minter {
  private final Minter minter;
  private final Copies copies;
  private final boolean usual;

  /**
   * Keeps copies of what {@code minter} makes.
   *
   * @param usual whether to, where no plan says
   */
  public KeepingMinter(Minter minter, Copies copies, boolean usual) {
    this.minter = minter;
    this.copies = copies;
    this.usual = usual;
  }

  /** A public half that was enrolled has no text: its holder alone knows the other one. */
  @Override
  public Minted mint(Order order, ApiKey key, String environment, int ordinal, Facts facts) {
    Minted minted = minter.mint(order, key, environment, ordinal, facts);
    if (minted.text().isEmpty() || !Plan.of(facts, key.account()).recoverable().orElse(usual)) {
      return minted;
    }
    facts.keepsakes().put(copies.seal(key, ordinal, minted.text().get(), minted));
    return new Minted(minted.text(), minted.beside(), minted.secret().kept());
  }
}
