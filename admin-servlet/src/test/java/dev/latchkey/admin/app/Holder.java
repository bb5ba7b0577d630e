package dev.latchkey.admin.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * The holder of a private half, who signs requests as docs/signing.md says.
 *
 * @param id of the key, {@code key_…}
 * @param publicKey SubjectPublicKeyInfo in base64; empty where the app made the pair
 */
public record Holder(Api api, String id, String algorithm, PrivateKey key, String publicKey) {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  /** Of a key that was issued with a private half in PEM. */
  public static Holder of(Api api, Answer issued) {
    String pem = issued.data("private_key").replaceAll("-----[A-Z ]+-----|\\s", "");
    String algorithm = issued.data().path("secrets").path(0).path("algorithm").asText();
    try {
      PrivateKey key =
          KeyFactory.getInstance(algorithm.equals("EdDSA") ? "Ed25519" : "EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
      return new Holder(api.anonymous(), issued.data("id"), algorithm, key, "");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a new pair that no key has yet. */
  public static Holder drawn(Api api, String algorithm) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(algorithm.equals("EdDSA") ? "Ed25519" : "EC");
      if (algorithm.equals("ES256")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      KeyPair pair = generator.generateKeyPair();
      String spki = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
      return new Holder(api.anonymous(), "", algorithm, pair.getPrivate(), spki);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same with a key that has its public half. */
  public Holder as(String keyId) {
    return new Holder(api, keyId, algorithm, key, publicKey);
  }

  /** The public half as PEM. */
  public String pem() {
    return "-----BEGIN PUBLIC KEY-----\n" + publicKey + "\n-----END PUBLIC KEY-----\n";
  }

  /** What the guarded app answers to an assertion for this request. */
  public int call(String method, String path) {
    return send(api, method, path, assertion(method, path));
  }

  /** What an app answers to any assertion. */
  public static int send(Api api, String method, String path, String assertion) {
    return api.anonymous().as(assertion).app(method, path);
  }

  public String assertion(String method, String path) {
    return assertion(method, api.address() + path, Instant.now(), UUID.randomUUID().toString());
  }

  public String assertion(String method, String url, Instant now, String jti) {
    String header = Body.json("{'typ':'latchkey-proof+jwt','alg':'%s','kid':'%s'}", algorithm, id);
    String claims =
        Body.json(
            "{'iss':'%1$s','sub':'%1$s','aud':'api','iat':%2$d,'exp':%3$d,'jti':'%4$s',"
                + "'htm':'%5$s','htu':'%6$s'}",
            id, now.getEpochSecond(), now.getEpochSecond() + 30, jti, method, url);
    String signed = part(header) + '.' + part(claims);
    return signed + '.' + URL.encodeToString(sign(signed));
  }

  /** What the guarded app answers to a signature of this request: RFC 9421. */
  public int callSigned(String method, String path, String nonce) {
    String input =
        "(\"@method\" \"@target-uri\");created=%d;keyid=\"%s\";nonce=\"%s\";tag=\"latchkey\""
            .formatted(Instant.now().getEpochSecond(), id, nonce);
    String base =
        "\"@method\": %s\n\"@target-uri\": %s\n\"@signature-params\": %s"
            .formatted(method, api.address() + path, input);
    return api.with("Signature-Input", "sig=" + input)
        .with("Signature", "sig=:" + Base64.getEncoder().encodeToString(sign(base)) + ":")
        .app(method, path);
  }

  private byte[] sign(String text) {
    try {
      Signature signature =
          Signature.getInstance(
              algorithm.equals("EdDSA") ? "Ed25519" : "SHA256withECDSAinP1363Format");
      signature.initSign(key);
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
    return "Holder[" + id + "]";
  }
}
