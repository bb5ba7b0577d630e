package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;

/** The owner: a key of a user works while the user is there and enabled. */
final class OwnerCheck implements Check {
  @Override
  public Finding check(Found found, Circumstances at) {
    return found.known().ownerIsEnabled() ? Finding.PASSED : Finding.OWNER_DISABLED;
  }
}
