package dev.latchkey.guard.lookup.issuer;

import dev.latchkey.guard.lookup.jwt.JsonObject;
import dev.latchkey.guard.lookup.jwt.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token of an issuer must say before its signature is worth a look (RFC 9068 section 4, RFC
 * 8725).
 *
 * @param audiences what it may be for: any one of these
 * @param algorithms what it may be signed with
 * @param types its {@code typ} in lower case; empty text stands for none
 * @param skew how far the issuer's clock may be ahead of ours
 * @param longest how long it may live
 */
public record Terms(
    Set<String> audiences,
    Set<Algorithm> algorithms,
    Set<String> types,
    Duration skew,
    Duration longest) {
  /** RFC 9068 section 2.1. */
  public static final String ACCESS_TOKEN = "at+jwt";

  private static final int LONGEST_SUBJECT = 255;

  public Terms {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
    types = Set.copyOf(types);
    if (audiences.isEmpty() || algorithms.isEmpty() || types.isEmpty()) {
      throw new IllegalArgumentException("an expectation that is not set refuses every token");
    }
  }

  /**
   * Why a token is refused, for the log; empty when it is worth a look at its signature.
   *
   * @throws IllegalArgumentException when a claim is of another type than it has to be
   */
  Optional<String> refusal(Jwt jwt, Instant now) {
    if (!types.contains(jwt.type())) {
      return Optional.of("a JWT of another type");
    }
    if (Algorithm.of(jwt.algorithm()).filter(algorithms::contains).isEmpty()) {
      return Optional.of("a JWT with an algorithm that is not accepted");
    }
    return refusal(jwt.claims(), jwt.type()).or(() -> untimely(jwt.claims(), now));
  }

  private Optional<String> refusal(JsonObject claims, String type) {
    if (Collections.disjoint(audiences, claims.texts("aud"))) {
      return Optional.of("a JWT for another audience");
    }
    String subject = claims.text("sub").orElse("");
    if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
      return Optional.of("a JWT without a subject");
    }
    if (claims.has("cnf")) {
      return Optional.of("a JWT that is bound to a key of its holder, which nobody proves here");
    }
    boolean complete =
        !type.equals(ACCESS_TOKEN)
            || List.of("client_id", "jti").stream().allMatch(name -> claims.text(name).isPresent());
    return complete ? Optional.empty() : Optional.of("an at+jwt without client_id or jti");
  }

  private Optional<String> untimely(JsonObject claims, Instant now) {
    Optional<Instant> end = claims.date("exp");
    Optional<Instant> issued = claims.date("iat");
    if (end.isEmpty() || issued.isEmpty()) {
      return Optional.of("a JWT without iat or exp");
    }
    if (!now.isBefore(end.get())) {
      return Optional.of("expired");
    }
    Instant latest = now.plus(skew);
    if (issued.get().isAfter(latest) || claims.date("nbf").orElse(now).isAfter(latest)) {
      return Optional.of("a JWT of the future");
    }
    return Duration.between(issued.get(), end.get()).compareTo(longest) > 0
        ? Optional.of("a JWT that lives longer than is accepted")
        : Optional.empty();
  }
}
