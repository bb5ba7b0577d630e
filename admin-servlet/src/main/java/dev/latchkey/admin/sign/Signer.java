package dev.latchkey.admin.sign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;

/** A signing key that is open, in memory alone. Immutable. */
final class Signer {
  private final String kid;
  private final Algorithm algorithm;
  private final PrivateKey key;

  Signer(String kid, Algorithm algorithm, PrivateKey key) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.key = key;
  }

  String kid() {
    return kid;
  }

  /** A JWT in compact form: RFC 7515 section 7.1. */
  String sign(ObjectNode claims) {
    ObjectNode header =
        Json.object().put("alg", algorithm.word()).put("kid", kid).put("typ", "JWT");
    String signed =
        base64(Json.print(header).getBytes(StandardCharsets.UTF_8))
            + '.'
            + base64(Json.print(claims).getBytes(StandardCharsets.UTF_8));
    byte[] signature = algorithm.sign(key, signed.getBytes(StandardCharsets.US_ASCII));
    return signed + '.' + base64(signature);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Signer[" + kid + "]";
  }
}
