package dev.latchkey.admin.sign;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How tokens are signed: RFC 7518 section 3, RFC 8037 section 3.1. Keys and signatures are the
 * JDK's own.
 */
public enum Algorithm {
  /** ECDSA over P-256. */
  ES256("ES256", "EC", "SHA256withECDSAinP1363Format"),
  /** RSA with 2048 bits: longer ones make tokens that some proxies refuse. */
  RS256("RS256", "RSA", "SHA256withRSA"),
  /** Ed25519. */
  EDDSA("EdDSA", "Ed25519", "Ed25519");

  private static final int ED25519_BYTES = 32;

  private final String word;
  private final String factory;
  private final String signature;

  Algorithm(String word, String factory, String signature) {
    this.word = word;
    this.factory = factory;
    this.signature = signature;
  }

  /**
   * The algorithm of a name.
   *
   * @throws IllegalArgumentException saying which names there are
   */
  public static Algorithm of(String word) {
    return Stream.of(values())
        .filter(algorithm -> algorithm.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is ES256, RS256 or EdDSA"));
  }

  /** The name that tokens and key sets use. */
  public String word() {
    return word;
  }

  KeyPair draw() {
    return proven(
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance(factory);
          generator.initialize(size());
          return generator.generateKeyPair();
        });
  }

  private AlgorithmParameterSpec size() {
    return switch (this) {
      case ES256 -> new ECGenParameterSpec("secp256r1");
      case RS256 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
      case EDDSA -> NamedParameterSpec.ED25519;
    };
  }

  /** Reads a private half as PKCS #8 has it. */
  PrivateKey read(byte[] pkcs8) {
    return proven(
        () -> KeyFactory.getInstance(factory).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
  }

  byte[] sign(PrivateKey key, byte[] text) {
    return proven(
        () -> {
          Signature signing = Signature.getInstance(signature);
          signing.initSign(key);
          signing.update(text);
          return signing.sign();
        });
  }

  /** A public half as it is published, named by its thumbprint: RFC 7517, RFC 7638. */
  JWK publish(PublicKey key) {
    return proven(
        () ->
            switch (this) {
              case ES256 ->
                  new ECKey.Builder(Curve.P_256, (ECPublicKey) key)
                      .keyUse(KeyUse.SIGNATURE)
                      .algorithm(JWSAlgorithm.ES256)
                      .keyIDFromThumbprint()
                      .build();
              case RS256 ->
                  new RSAKey.Builder((RSAPublicKey) key)
                      .keyUse(KeyUse.SIGNATURE)
                      .algorithm(JWSAlgorithm.RS256)
                      .keyIDFromThumbprint()
                      .build();
              case EDDSA ->
                  new OctetKeyPair.Builder(Curve.Ed25519, ed25519(key))
                      .keyUse(KeyUse.SIGNATURE)
                      .algorithm(JWSAlgorithm.EdDSA)
                      .keyIDFromThumbprint()
                      .build();
            });
  }

  /** RFC 8410 section 4: the last 32 bytes of the encoded key are the key. */
  private static Base64URL ed25519(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Base64URL.encode(
        Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
  }

  private interface Step<T> {
    T run() throws GeneralSecurityException, JOSEException;
  }

  private static <T> T proven(Step<T> step) {
    try {
      return step.run();
    } catch (GeneralSecurityException | JOSEException everyJdkHasThem) {
      throw new IllegalStateException("a signing key could not be used", everyJdkHasThem);
    }
  }
}
