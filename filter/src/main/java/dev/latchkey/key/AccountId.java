package dev.latchkey.key;

/**
 * The name of a account: 1 to 64 characters of {@code A-Z a-z 0-9 . _ ~ @ -}, chosen by the host
 * app.
 */
public record AccountId(String value) {
  public AccountId {
    Names.require("account id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
