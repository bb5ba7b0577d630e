package dev.latchkey.guard.lookup.issuer;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The signatures that an issuer may use (RFC 7518 section 3, RFC 8037). None of them is made with a
 * secret that both sides know, and one of them is not none at all.
 */
public enum Algorithm {
  RS256("RSA", "SHA256withRSA"),
  RS384("RSA", "SHA384withRSA"),
  RS512("RSA", "SHA512withRSA"),
  PS256("RSA", "SHA-256", MGF1ParameterSpec.SHA256, 32),
  PS384("RSA", "SHA-384", MGF1ParameterSpec.SHA384, 48),
  PS512("RSA", "SHA-512", MGF1ParameterSpec.SHA512, 64),
  ES256("P-256", "SHA256withECDSAinP1363Format", 64),
  ES384("P-384", "SHA384withECDSAinP1363Format", 96),
  ES512("P-521", "SHA512withECDSAinP1363Format", 132),
  EDDSA("Ed25519", "Ed25519", 64);

  /** The length is that of the key, and the JDK demands it. */
  private static final int OF_THE_KEY = 0;

  private final String keyForm;
  private final String jca;
  private final int length;

  @SuppressWarnings("ImmutableEnumChecker") // nothing about it can change
  private final Optional<PSSParameterSpec> padding;

  Algorithm(String keyForm, String jca, int length, Optional<PSSParameterSpec> padding) {
    this.keyForm = keyForm;
    this.jca = jca;
    this.length = length;
    this.padding = padding;
  }

  Algorithm(String keyForm, String jca, int length) {
    this(keyForm, jca, length, Optional.empty());
  }

  Algorithm(String keyForm, String jca) {
    this(keyForm, jca, OF_THE_KEY);
  }

  Algorithm(String keyForm, String hash, MGF1ParameterSpec mask, int salt) {
    this(
        keyForm,
        "RSASSA-PSS",
        OF_THE_KEY,
        Optional.of(new PSSParameterSpec(hash, "MGF1", mask, salt, 1)));
  }

  /** How tokens and settings call it. */
  public String word() {
    return this == EDDSA ? "EdDSA" : name();
  }

  /** The algorithm of that word, to the letter; empty for every other. */
  public static Optional<Algorithm> of(String word) {
    return Stream.of(values()).filter(algorithm -> algorithm.word().equals(word)).findFirst();
  }

  /** What its keys are: a curve, or RSA. */
  String keyForm() {
    return keyForm;
  }

  /** Whether the holder of {@code key} signed this; the key is of this algorithm's form. */
  boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
    if (length != OF_THE_KEY && signature.length != length) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(jca);
      if (padding.isPresent()) {
        verifier.setParameter(padding.get());
      }
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
