package dev.latchkey.guard.respond;

import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.limit.Toll;
import dev.latchkey.guard.respond.Reply.Header;
import dev.latchkey.key.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Every answer that the guard gives itself, by RFC 6750 section 3 and RFC 9457. All but the one
 * that names scopes are made once: a refusal costs no more than a good request. Nothing that a
 * caller sent comes back, except scopes that name what they asked for.
 */
public final class Replies {
  private static final Header NO_STORE = new Header("Cache-Control", "no-store");
  private static final String RETRY_AFTER_SECONDS = "2";

  private final String realm;
  private final Map<Refusal.Kind, Reply> byKind = new EnumMap<>(Refusal.Kind.class);
  private final Reply unavailable;

  /**
   * Prepares the answers.
   *
   * @param realm names what is guarded, see {@link #requireRealm}
   */
  public Replies(String realm) {
    this.realm = requireRealm(realm);
    for (Refusal.Kind kind : Refusal.Kind.values()) {
      byKind.put(kind, reply(kind, challenge(error(kind))));
    }
    this.unavailable =
        new Reply(
            503,
            List.of(challenge(""), NO_STORE, new Header("Retry-After", RETRY_AFTER_SECONDS)),
            body("unavailable", "Service unavailable", 503, "Keys cannot be checked right now."));
  }

  /**
   * Answers {@code realm} itself.
   *
   * @throws IllegalArgumentException unless it is printable ASCII without quote and backslash
   */
  public static String requireRealm(String realm) {
    if (!realm.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\')) {
      throw new IllegalArgumentException(
          "the realm takes printable ASCII without quote or backslash");
    }
    return realm;
  }

  /** The answer to a request that is not let through. */
  public Reply to(Refusal refusal) {
    String scope = scope(refusal.needed());
    return scope.isEmpty()
        ? Objects.requireNonNull(byKind.get(refusal.kind()))
        : reply(refusal.kind(), challenge(error(refusal.kind()) + ", scope=\"" + scope + '"'));
  }

  /** The answer when the guard could not tell. */
  public Reply unavailable() {
    return unavailable;
  }

  /** The answer to a key that has done as much as it may for now: RFC 6585 section 4. */
  public Reply limited(Toll toll) {
    List<Header> headers = new ArrayList<>(List.of(NO_STORE));
    long seconds = RateFields.seconds(toll.delay().orElse(Duration.ZERO));
    headers.add(new Header("Retry-After", Long.toString(Math.max(1, seconds))));
    headers.addAll(RateFields.of(toll));
    String body =
        body(
            "rate-limited",
            "Too many requests",
            429,
            "This key has done as much as it may for now. Retry-After says when to come again.");
    return new Reply(429, headers, body);
  }

  private static Reply reply(Refusal.Kind kind, Header challenge) {
    List<Header> headers = List.of(challenge, NO_STORE);
    return switch (kind) {
      case UNSAFE_PATH ->
          new Reply(
              400,
              headers,
              body(
                  "unsafe-path",
                  "Bad request",
                  400,
                  "The path can be read in more than one way. Send it in its plain form."));
      case INVALID_REQUEST ->
          new Reply(
              400,
              headers,
              body(
                  "invalid-request",
                  "Bad request",
                  400,
                  "Send one header, Authorization: Bearer and your key."));
      case NO_CREDENTIAL ->
          new Reply(
              401,
              headers,
              body(
                  "unauthenticated",
                  "Unauthorized",
                  401,
                  "This needs a key: Authorization: Bearer and your key."));
      case INVALID_TOKEN ->
          new Reply(
              401,
              headers,
              body("invalid-token", "Unauthorized", 401, "This key is not accepted."));
      case NO_API_ACCESS ->
          new Reply(
              403,
              headers,
              body("no-api-access", "Forbidden", 403, "This account has no API access."));
      case INSUFFICIENT_SCOPE ->
          new Reply(
              403,
              headers,
              body(
                  "insufficient-scope",
                  "Forbidden",
                  403,
                  "This key may not do this. WWW-Authenticate names the scope that is needed,"
                      + " where one would help."));
    };
  }

  private static String error(Refusal.Kind kind) {
    return switch (kind) {
      case UNSAFE_PATH, NO_CREDENTIAL, NO_API_ACCESS -> "";
      case INVALID_REQUEST -> ", error=\"invalid_request\"";
      case INVALID_TOKEN -> ", error=\"invalid_token\"";
      case INSUFFICIENT_SCOPE -> ", error=\"insufficient_scope\"";
    };
  }

  private Header challenge(String parameters) {
    return new Header("WWW-Authenticate", "Bearer realm=\"" + realm + '"' + parameters);
  }

  /** Scopes that somebody could be granted; an instance that could not be is left away. */
  private static String scope(List<Scope> needed) {
    return needed.stream().map(Replies::spelled).collect(Collectors.joining(" "));
  }

  private static String spelled(Scope scope) {
    Scope spelled = scope.isGrantable() ? scope : Scope.of(scope.resource(), scope.action());
    return spelled.toString();
  }

  private static String body(String name, String title, int status, String detail) {
    return "{\"type\":\"urn:latchkey:problem:"
        + name
        + "\",\"title\":\""
        + title
        + "\",\"status\":"
        + status
        + ",\"detail\":\""
        + detail
        + "\"}";
  }
}
