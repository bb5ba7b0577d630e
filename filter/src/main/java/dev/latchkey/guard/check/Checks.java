package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;
import java.util.List;

/**
 * All checks, in order: first whether the credential is good at all, then what it may do, so that
 * nobody learns about scopes with a key that does not work. A new rule is one file and one line.
 */
public final class Checks {
  private static final List<Check> ALL =
      List.of(
          new StatusCheck(),
          new SecretCheck(),
          new OwnerCheck(),
          new FormCheck(),
          new NetworkCheck(),
          new AccountCheck(),
          new ScopeCheck());

  private Checks() {}

  /** What the first check found that did not pass. */
  public static Finding check(Found found, Circumstances at) {
    for (int i = 0; i < ALL.size(); i++) {
      Finding finding = ALL.get(i).check(found, at);
      if (finding != Finding.PASSED) {
        return finding;
      }
    }
    return Finding.PASSED;
  }
}
