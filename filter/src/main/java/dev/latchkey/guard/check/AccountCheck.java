package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;

/** The account: it has API access at all. */
final class AccountCheck implements Check {
  @Override
  public Finding check(Found found, Circumstances at) {
    return found.known().account().apiAccess() ? Finding.PASSED : Finding.NO_API_ACCESS;
  }
}
