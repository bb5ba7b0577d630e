package dev.latchkey.key;

import java.util.Optional;

/**
 * The name of a account: 1 to 64 characters of {@code A-Z a-z 0-9 . _ ~ @ -}, chosen by the host
 * app.
 */
public record AccountId(String value) {
  public AccountId {
    Names.require("account id", value);
  }

  /** The id that {@code text} spells; empty when it spells none, so that no account can have it. */
  public static Optional<AccountId> of(String text) {
    return Names.allow(text) ? Optional.of(new AccountId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
