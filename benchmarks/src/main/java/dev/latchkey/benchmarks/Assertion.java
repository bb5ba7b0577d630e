package dev.latchkey.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * What a holder of an Ed25519 pair signs: docs/signing.md.
 *
 * @param key its id
 * @param pem its private half
 */
record Assertion(String key, String pem) {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  /** A token for one GET of a path, as an {@link Exchange} has it. */
  String to(String path) {
    return to("http://127.0.0.1", path);
  }

  /** The same where the app is somewhere else. */
  String to(String place, String path) {
    long now = Instant.now().getEpochSecond();
    String header = "{\"typ\":\"latchkey-proof+jwt\",\"alg\":\"EdDSA\",\"kid\":\"" + key + "\"}";
    String claims =
        "{\"iss\":\"%1$s\",\"sub\":\"%1$s\",\"aud\":\"api\",\"iat\":%2$d,\"exp\":%3$d,\"jti\":\"%4$s\","
                .formatted(key, now, now + 60, UUID.randomUUID())
            + "\"htm\":\"GET\",\"htu\":\""
            + place
            + path
            + "\"}";
    String signed = part(header) + '.' + part(claims);
    return signed + '.' + URL.encodeToString(sign(signed));
  }

  private byte[] sign(String text) {
    try {
      byte[] pkcs8 = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String json) {
    return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Assertion[" + key + "]";
  }
}
