package dev.latchkey.guard.lookup.issuer;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Bulkhead;
import dev.latchkey.guard.lookup.jwt.Jwt;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Digest;
import dev.latchkey.key.Proof;
import dev.latchkey.key.SecretRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** One issuer: how it is trusted, and its keys. */
record TrustedIssuer(Issuer settings, IssuerKeys keys) {
  private static final Answer KEYLESS = new Answer.Rejected("a JWT that names no key");
  private static final Answer OTHER_KEY =
      new Answer.Rejected("a JWT with an algorithm that its key is not for");
  private static final Answer UNSIGNED =
      new Answer.Rejected("a JWT that its issuer has not signed");

  /**
   * Looks at a token of this issuer, the signature last.
   *
   * @param proofs bounds how many signatures are checked at once
   * @param proven says what a proven one is worth
   */
  Answer prove(
      Jwt jwt, Digest token, Instant now, Bulkhead proofs, Function<Visit, Answer> proven) {
    ApiKey visitor;
    Instant issued;
    try {
      Optional<String> refusal = settings.terms().refusal(jwt, now);
      if (refusal.isPresent()) {
        return new Answer.Rejected(refusal.get());
      }
      visitor = settings.mapping().visitor(settings.source().issuer(), jwt.claims());
      issued = jwt.claims().date("iat").orElseThrow();
    } catch (IllegalArgumentException e) {
      return new Answer.Rejected("a JWT that cannot be used: " + e.getMessage());
    }
    Optional<String> kid = jwt.header().text("kid");
    if (kid.isEmpty()) {
      return KEYLESS;
    }
    Optional<IssuerKey> key = keys.key(kid.get());
    if (key.isEmpty()) {
      return keys.missing();
    }
    Algorithm algorithm = Algorithm.of(jwt.algorithm()).orElseThrow();
    if (!key.get().takes(algorithm)) {
      return OTHER_KEY;
    }
    SecretRecord secret = new SecretRecord(1, new Proof.OfToken(token), issued, Optional.empty());
    Visit visit = new Visit(this, key.get(), visitor, secret);
    return proofs.within(
        () ->
            algorithm.verifies(key.get().key(), jwt.signed(), jwt.signature())
                ? proven.apply(visit)
                : UNSIGNED);
  }
}
