package dev.latchkey.admin.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that signs tokens. Its private half is sealed under a key from outside the database.
 *
 * @param kid names it in tokens and in the published set
 * @param algorithm as RFC 7518 and RFC 8037 call it
 * @param publicJwk its public half, RFC 7517
 * @param sealed its private half, which opens only for this {@code kid}
 * @param signsFrom when it signs in the place of the one before
 * @param publishedUntil when others can no longer verify what it signed; empty for no end
 */
public record SigningKey(
    String kid,
    String algorithm,
    String publicJwk,
    String sealed,
    Instant createdAt,
    Instant signsFrom,
    Optional<Instant> publishedUntil) {

  public boolean isPublishedAt(Instant now) {
    return publishedUntil.isEmpty() || now.isBefore(publishedUntil.get());
  }

  /** The same with an end of its publication, unless it ends before that anyway. */
  public SigningKey publishedBy(Instant end) {
    return isPublishedAt(end)
        ? new SigningKey(kid, algorithm, publicJwk, sealed, createdAt, signsFrom, Optional.of(end))
        : this;
  }

  /** The same without an end of its publication. */
  public SigningKey publishedForGood() {
    return new SigningKey(
        kid, algorithm, publicJwk, sealed, createdAt, signsFrom, Optional.empty());
  }

  /** The same, sealed in another way. */
  public SigningKey sealedAs(String resealed) {
    return new SigningKey(
        kid, algorithm, publicJwk, resealed, createdAt, signsFrom, publishedUntil);
  }

  @Override
  public String toString() {
    return "SigningKey[" + kid + "]";
  }
}
