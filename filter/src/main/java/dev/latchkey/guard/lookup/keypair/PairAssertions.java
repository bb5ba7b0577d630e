package dev.latchkey.guard.lookup.keypair;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Nonce;
import dev.latchkey.guard.lookup.jwt.JsonObject;
import dev.latchkey.guard.lookup.jwt.Jwt;
import dev.latchkey.guard.lookup.jwt.JwtKind;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.PublicHalf.Curve;
import dev.latchkey.key.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * JWTs that the holder of a private half signed for one request: RFC 7523 and RFC 9449 say how such
 * a thing is bound. All that it claims is checked before its signature.
 */
public final class PairAssertions implements JwtKind {
  private static final String TYPE = "latchkey-proof+jwt";

  private final List<String> audiences;
  private final PairHolders holders;
  private final TimeSource time;

  /**
   * Accepts what is meant for this app.
   *
   * @param audiences its names, any of them
   */
  public PairAssertions(List<String> audiences, PairHolders holders, TimeSource time) {
    this.audiences = List.copyOf(audiences);
    this.holders = holders;
    this.time = time;
  }

  /** None was seen before: each is good for one request. */
  @Override
  public Optional<Answer> seen(Digest token) {
    return Optional.empty();
  }

  @Override
  public Answer lookup(Jwt jwt, Digest token, Message message) {
    if (!jwt.type().equals(TYPE)) {
      return Answer.NOT_MINE;
    }
    Signed signed;
    try {
      signed = signed(jwt, message);
    } catch (IllegalArgumentException e) {
      return new Answer.Rejected("assertion: " + e.getMessage());
    }
    return holders.signing(signed);
  }

  private Signed signed(Jwt jwt, Message message) {
    Curve curve = curve(jwt.algorithm());
    KeyId id = id(jwt);
    Nonce nonce = nonce(id, jwt.claims());
    requireFor(message, jwt.claims());
    return Signed.of(id, Optional.of(curve), jwt.signed(), jwt.signature(), nonce);
  }

  private static Curve curve(String algorithm) {
    return Stream.of(Curve.values())
        .filter(curve -> curve.jwsAlgorithm().equals(algorithm))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("neither EdDSA nor ES256"));
  }

  private static KeyId id(Jwt jwt) {
    String named = required(jwt.header(), "kid");
    require(
        named.equals(required(jwt.claims(), "iss")) && named.equals(required(jwt.claims(), "sub")),
        "not by and about the key that it names");
    return KeyId.parse(named);
  }

  private Nonce nonce(KeyId id, JsonObject claims) {
    Instant now = Instant.ofEpochMilli(time.currentTimeMillis());
    Window window = new Window(date(claims, "iat"), date(claims, "exp"));
    window.require(now);
    require(!claims.date("nbf").orElse(now).isAfter(now), "not to be used yet");
    return ChosenNonce.of(id, required(claims, "jti"), window.over());
  }

  private void requireFor(Message message, JsonObject claims) {
    require(
        claims.texts("aud").stream().anyMatch(audiences::contains), "for somebody else than us");
    require(required(claims, "htm").equals(message.method()), "for another method");
    Target claimed = Target.parse(required(claims, "htu"));
    require(claimed.equals(Target.parse(message.url()).bare()), "for another URL");
  }

  private static String required(JsonObject object, String name) {
    return object
        .text(name)
        .orElseThrow(() -> new IllegalArgumentException("without the member " + name));
  }

  private static Instant date(JsonObject claims, String name) {
    return claims
        .date(name)
        .orElseThrow(() -> new IllegalArgumentException("without the member " + name));
  }

  private static void require(boolean holds, String why) {
    if (!holds) {
      throw new IllegalArgumentException(why);
    }
  }
}
