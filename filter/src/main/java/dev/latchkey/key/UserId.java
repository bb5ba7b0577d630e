package dev.latchkey.key;

/**
 * The name of a user: 1 to 64 characters of {@code A-Z a-z 0-9 . _ ~ @ -}, chosen by the host app.
 */
public record UserId(String value) {
  public UserId {
    Names.require("user id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
