package dev.latchkey.guard.lookup.jwt;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.key.Digest;
import java.util.Optional;

/** Knows the JWTs of one kind. Safe for use by many threads. */
public interface JwtKind {
  /**
   * What it makes of a token by its digest alone, where it has proven the same one before.
   *
   * @param token SHA-256 over the whole text
   */
  Optional<Answer> seen(Digest token);

  /**
   * Looks at a token. It says {@link Answer#NOT_MINE} by what the token claims to be: the headers
   * {@code typ} and {@code kid}, the claim {@code iss}. After that, a refusal is final.
   */
  Answer lookup(Jwt jwt, Digest token, Message message);
}
