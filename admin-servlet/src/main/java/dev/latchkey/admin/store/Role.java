package dev.latchkey.admin.store;

import dev.latchkey.key.Scopes;

/**
 * What holders of a role may do in the account where they have it, as the settings declare it.
 *
 * @param single whether an account has one holder of it at most
 */
public record Role(String name, Scopes scopes, boolean single) {
  private static final String FORM = "[a-z][a-z0-9-]{0,31}";

  public Role {
    if (!name.matches(FORM)) {
      throw new IllegalArgumentException(
          "the name of a role takes 1 to 32 characters of a-z 0-9 - and begins with a letter");
    }
  }
}
