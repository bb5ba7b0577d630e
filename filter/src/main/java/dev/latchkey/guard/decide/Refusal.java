package dev.latchkey.guard.decide;

import dev.latchkey.guard.check.Finding;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Scope;
import java.util.List;
import java.util.Optional;

/**
 * A refusal: what the caller is told, and what the log is told. Every one is made here.
 *
 * @param kind all that the caller may learn, besides {@code needed}
 * @param why for the log
 * @param key whose key it was, where the request proved that or named one that exists
 * @param needed the scopes that the route asks for; only with {@link Kind#INSUFFICIENT_SCOPE}
 * @param fault what was wrong, where a secret was proven all the same
 */
public record Refusal(
    Kind kind, String why, Optional<KeyId> key, List<Scope> needed, Optional<Fault> fault) {
  /** A refusal of what proved no secret. */
  public Refusal(Kind kind, String why, Optional<KeyId> key, List<Scope> needed) {
    this(kind, why, key, needed, Optional.empty());
  }

  /** What was wrong with a request that proved a secret. */
  public record Fault(Finding finding, Found found) {}

  /** What the caller is told. */
  public enum Kind {
    UNSAFE_PATH,
    INVALID_REQUEST,
    NO_CREDENTIAL,
    INVALID_TOKEN,
    NO_API_ACCESS,
    INSUFFICIENT_SCOPE
  }

  public static final Refusal NO_CREDENTIAL = of(Kind.NO_CREDENTIAL, "no credential");

  public static Refusal unsafePath(String why) {
    return of(Kind.UNSAFE_PATH, why);
  }

  public static Refusal malformed(String why) {
    return of(Kind.INVALID_REQUEST, why);
  }

  public static Refusal rejected(Rejected rejected) {
    return new Refusal(Kind.INVALID_TOKEN, rejected.why(), rejected.claimed(), List.of());
  }

  public static Refusal unlisted(Found found) {
    return found(Finding.UNLISTED, found, List.of());
  }

  /** What was signed once came twice. */
  public static Refusal replayed(Found found) {
    return found(Finding.REPLAYED, found, List.of());
  }

  /**
   * What follows from a check.
   *
   * @param needed what the route asked for
   */
  public static Refusal found(Finding finding, Found found, List<Scope> needed) {
    return switch (finding) {
      case SCOPE_MISSING, UNLISTED -> of(Kind.INSUFFICIENT_SCOPE, finding, found, needed);
      case NO_API_ACCESS -> of(Kind.NO_API_ACCESS, finding, found, List.of());
      default -> of(Kind.INVALID_TOKEN, finding, found, List.of());
    };
  }

  private static Refusal of(Kind kind, String why) {
    return new Refusal(kind, why, Optional.empty(), List.of());
  }

  private static Refusal of(Kind kind, Finding finding, Found found, List<Scope> needed) {
    return new Refusal(
        kind,
        finding.words(),
        Optional.of(found.known().key().id()),
        needed,
        Optional.of(new Fault(finding, found)));
  }
}
