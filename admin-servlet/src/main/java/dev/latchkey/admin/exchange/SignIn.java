package dev.latchkey.admin.exchange;

import dev.latchkey.key.AccountId;
import java.util.Set;

/**
 * Somebody whom the app itself knows: who they are, where they act, and the roles that they have
 * there. Immutable.
 *
 * @param name what the app calls them, 1 to 200 characters without control characters; where it is
 *     the id of a user of the account, they are that user
 * @param account the account in which they act
 * @param roles names of roles that the settings declare; whoever has none of them may do nothing
 */
public record SignIn(String name, AccountId account, Set<String> roles) {
  private static final int MOST = 200;

  /**
   * @throws IllegalArgumentException for a name that the journal cannot keep
   */
  public SignIn {
    Text.checked(name, 1, MOST);
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("holds a control character");
    }
    roles = Set.copyOf(roles);
  }
}
