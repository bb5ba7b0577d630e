package dev.latchkey.guard;

import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.key.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * What a token proves that somebody was handed, and now asks about. Immutable; holds nothing of the
 * token.
 *
 * @param caller whose key it is
 * @param secret the number of the one of its secrets that the token holds
 * @param issuedAt when that secret was made
 * @param notBefore when the key began to work, where that was said
 * @param worksUntil when the token stops working by itself: with its secret or with the key
 */
public record Proven(
    Caller caller,
    int secret,
    Instant issuedAt,
    Optional<Instant> notBefore,
    Optional<Instant> worksUntil,
    Standing standing) {

  /** What the token is worth at the moment. */
  public enum Standing {
    /** The guard lets it in, sent as it is. */
    GOOD,
    /** Its secret lives, but the key opens nothing now, or nothing when it is sent as it is. */
    BARRED,
    /** Its secret was rotated out: it speaks for the key no more. */
    ENDED
  }

  static Proven of(Found found, Standing standing) {
    return new Proven(
        found.known().caller(),
        found.secret().ordinal(),
        found.secret().createdAt(),
        found.known().key().notBefore(),
        found.worksUntil(),
        standing);
  }

  public boolean isGood() {
    return standing == Standing.GOOD;
  }
}
