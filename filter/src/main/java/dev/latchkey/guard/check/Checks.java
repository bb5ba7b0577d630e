package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;
import java.time.Instant;
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

  /** Those that ask neither where a token comes from nor what for. */
  private static final List<Check> OF_THE_KEY =
      ALL.stream()
          .filter(check -> !(check instanceof NetworkCheck || check instanceof ScopeCheck))
          .toList();

  private Checks() {}

  /** What the first check found that did not pass. */
  public static Finding check(Found found, Circumstances at) {
    return check(ALL, found, at);
  }

  /** The same for a token that somebody was handed, from wherever, for whatever. */
  public static Finding checkHanded(Found found, Instant now) {
    return check(OF_THE_KEY, found, new Circumstances(List.of(), "", now));
  }

  private static Finding check(List<Check> checks, Found found, Circumstances at) {
    for (int i = 0; i < checks.size(); i++) {
      Finding finding = checks.get(i).check(found, at);
      if (finding != Finding.PASSED) {
        return finding;
      }
    }
    return Finding.PASSED;
  }
}
