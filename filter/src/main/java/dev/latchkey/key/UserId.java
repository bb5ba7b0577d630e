package dev.latchkey.key;

import java.util.Optional;

/**
 * The name of a user: 1 to 64 characters of {@code A-Z a-z 0-9 . _ ~ @ -}, chosen by the host app.
 */
public record UserId(String value) {
  public UserId {
    Names.require("user id", value);
  }

  /** The id that {@code text} spells; empty when it spells none, so that no user can have it. */
  public static Optional<UserId> of(String text) {
    return Names.allow(text) ? Optional.of(new UserId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
