package dev.latchkey.guard.lookup.issuer;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An access token of RFC 9068 that is good until somebody changes something about it. */
final class Token {
  private final Map<String, Object> header = new HashMap<>();
  private final Map<String, Object> claims = new HashMap<>();

  Token(String issuer, Instant now) {
    header.put("typ", "at+jwt");
    claims.put("iss", issuer);
    claims.put("aud", "https://api.example.com");
    claims.put("sub", "ada");
    claims.put("client_id", "dashboard");
    claims.put("jti", "7");
    claims.put("scope", "dns.read");
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(Duration.ofMinutes(5)).getEpochSecond());
  }

  Token with(String claim, Object value) {
    claims.put(claim, value);
    return this;
  }

  Token without(String claim) {
    claims.remove(claim);
    return this;
  }

  Token header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  Token headerWithout(String name) {
    header.remove(name);
    return this;
  }

  /** As an honest provider would sign it. */
  String signed(String algorithm, SigningKey key) {
    header.put("alg", algorithm);
    header.putIfAbsent("kid", key.kid());
    try {
      Signature signature = Signature.getInstance(jca(algorithm));
      if (algorithm.startsWith("PS")) {
        int bits = Integer.parseInt(algorithm.substring(2));
        String hash = "SHA-" + bits;
        signature.setParameter(
            new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1));
      }
      signature.initSign(key.pair().getPrivate());
      signature.update(unsigned().getBytes(StandardCharsets.US_ASCII));
      return unsigned() + '.' + Base64URL.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With whatever signature. */
  String signed(String algorithm, byte[] signature) {
    header.put("alg", algorithm);
    return unsigned() + '.' + Base64URL.encode(signature);
  }

  String unsigned() {
    return part(header) + '.' + part(claims);
  }

  private static String part(Map<String, Object> json) {
    return Base64URL.encode(JSONObjectUtils.toJSONString(json)).toString();
  }

  private static String jca(String algorithm) {
    String hash = "SHA" + algorithm.substring(2);
    return switch (algorithm.substring(0, 2)) {
      case "RS" -> hash + "withRSA";
      case "PS" -> "RSASSA-PSS";
      case "ES" -> hash + "withECDSAinP1363Format";
      default -> "Ed25519";
    };
  }
}
