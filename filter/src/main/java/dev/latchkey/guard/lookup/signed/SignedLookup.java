package dev.latchkey.guard.lookup.signed;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.lookup.ProvenTokens;
import dev.latchkey.guard.lookup.jwt.JsonObject;
import dev.latchkey.guard.lookup.jwt.Jwt;
import dev.latchkey.guard.lookup.jwt.JwtKind;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Proof;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.text.TokenId;
import dev.latchkey.store.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * Looks up tokens that we signed. The digest of the whole token is stored, and equal to that of
 * nothing else: so the signature is for others, and a signing key that was stolen opens nothing
 * here. Cheapest first: form, memory, the flood tag, and only then the database. An unknown id and
 * a wrong token take the same path.
 */
public final class SignedLookup implements JwtKind {
  private static final Answer MALFORMED = new Answer.Rejected("malformed: its jti is none of ours");
  private static final Answer FORGED = new Answer.Rejected("forged: not signed here");

  /** What an unknown id is compared with. Nothing hashes to it that anybody could find. */
  private static final Digest NOBODY = Digest.of(new byte[Digest.BYTES]);

  private final String issuer;
  private final KnownKeys keys;
  private final KnownTagKeys tagKeys;
  private final ProvenTokens<KeyId> proven;

  /**
   * Knows the tokens of one issuer.
   *
   * @param issuer what they call us in {@code iss}
   * @param most tokens that are kept in memory
   */
  public SignedLookup(String issuer, KnownKeys keys, KnownTagKeys tagKeys, long most) {
    this.issuer = issuer;
    this.keys = keys;
    this.tagKeys = tagKeys;
    this.proven = new ProvenTokens<>(most);
  }

  @Override
  public Optional<Answer> seen(Digest token) {
    return proven.of(token).map(id -> again(id, token));
  }

  @Override
  public Answer lookup(Jwt jwt, Digest token, Message message) {
    if (!isOurs(jwt)) {
      return Answer.NOT_MINE;
    }
    return text(jwt.claims(), "jti")
        .flatMap(TokenId::read)
        .map(jti -> lookup(jti, token))
        .orElse(MALFORMED);
  }

  private boolean isOurs(Jwt jwt) {
    boolean plain = jwt.type().isEmpty() || jwt.type().equals("jwt");
    return plain && text(jwt.claims(), "iss").filter(issuer::equals).isPresent();
  }

  private Answer lookup(TokenId jti, Digest token) {
    KeyId id = jti.id();
    Optional<Optional<Known>> inMemory = keys.inMemory(id);
    if (inMemory.isPresent()) {
      return first(id, inMemory.get(), token);
    }
    try {
      return tagKeys.mayHavePrinted(jti) ? first(id, keys.load(id), token) : FORGED;
    } catch (StoreException e) {
      return new Answer.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  private Answer first(KeyId id, Optional<Known> known, Digest token) {
    Answer answer = compare(id, known, token);
    if (answer instanceof Answer.Found) {
      proven.put(token, id);
    }
    return answer;
  }

  /** What may have changed since is the key: a token stays what it is. */
  private Answer again(KeyId id, Digest token) {
    try {
      Answer answer = compare(id, keys.inMemory(id).orElseGet(() -> keys.load(id)), token);
      if (answer instanceof Answer.Rejected) {
        proven.forget(token);
      }
      return answer;
    } catch (StoreException e) {
      return new Answer.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  private static Answer compare(KeyId id, Optional<Known> known, Digest token) {
    if (known.isEmpty()) {
      return new Answer.Rejected(NOBODY.equals(token) ? "nobody" : "unknown");
    }
    List<SecretRecord> secrets = known.get().stored().secrets();
    for (int i = 0; i < secrets.size(); i++) {
      SecretRecord secret = secrets.get(i);
      if (secret.proof() instanceof Proof.OfToken kept && kept.digest().equals(token)) {
        return new Answer.Found(known.get(), secret);
      }
    }
    return new Answer.Rejected("wrong token", Optional.of(id));
  }

  /** A claim of another type than text makes a token no better than one without it. */
  private static Optional<String> text(JsonObject claims, String name) {
    try {
      return claims.text(name);
    } catch (IllegalArgumentException otherType) {
      return Optional.empty();
    }
  }
}
