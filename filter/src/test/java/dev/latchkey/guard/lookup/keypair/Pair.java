package dev.latchkey.guard.lookup.keypair;

import static dev.latchkey.store.SampleKey.FORMAT;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.PrivateHalf;
import dev.latchkey.key.Proof;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.PublicHalf.Curve;
import dev.latchkey.key.text.TagKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Both halves of a new key pair, and what its holder can make with them. */
record Pair(PublicHalf publicHalf, PrivateHalf privateHalf) {

  static Pair of(Curve curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(curve.factory());
      if (curve == Curve.P256) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      KeyPair pair = generator.generateKeyPair();
      return new Pair(PublicHalf.of(pair.getPublic()), PrivateHalf.of(pair.getPrivate()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Proof proof() {
    return new Proof.OfKeyPair(publicHalf);
  }

  /** The one line that a holder sends as bearer. */
  String text(KeyId id, TagKey tagKey) {
    return FORMAT.print("live", id, privateHalf, tagKey);
  }

  /** The headers of a good assertion of this pair, to be spoiled in one respect at a time. */
  Map<String, Object> header(KeyId id) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "latchkey-proof+jwt");
    header.put("alg", publicHalf.curve().jwsAlgorithm());
    header.put("kid", id.toString());
    return header;
  }

  /** The claims of a good assertion, likewise. */
  static Map<String, Object> claims(KeyId id, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", id.toString());
    claims.put("sub", id.toString());
    claims.put("aud", "api");
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + 60);
    claims.put("jti", "a-jti.of_1~");
    claims.put("htm", "GET");
    claims.put("htu", "https://api.example.com/zones");
    return claims;
  }

  String assertion(Map<String, Object> header, Map<String, Object> claims) {
    String signed = part(json(header)) + '.' + part(json(claims));
    byte[] signature = privateHalf.sign(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Texts and everything else as it prints itself; an empty optional leaves its member out. */
  private static String json(Map<String, Object> members) {
    return members.entrySet().stream()
        .filter(member -> !member.getValue().equals(Optional.empty()))
        .map(member -> "\"" + member.getKey() + "\":" + json(member.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String json(Object value) {
    return value instanceof String text ? '"' + text + '"' : value.toString();
  }
}
