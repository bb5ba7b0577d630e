package dev.latchkey.key;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The public half of a key pair: Ed25519 (RFC 8032) or P-256 (FIPS 186-5). Immutable; safe for use
 * by many threads.
 */
public final class PublicHalf {
  /** The two kinds of key pairs. */
  public enum Curve {
    ED25519("Ed25519", "EdDSA"),
    P256("EC", "ES256");

    private final String factory;
    private final String jws;

    Curve(String factory, String jws) {
      this.factory = factory;
      this.jws = jws;
    }

    /** The name of its signatures in RFC 7518 and RFC 8037. */
    public String jwsAlgorithm() {
      return jws;
    }

    /** The name by which the JDK makes keys of it. */
    public String factory() {
      return factory;
    }
  }

  private final Curve curve;
  private final PublicKey key;

  private PublicHalf(Curve curve, PublicKey key) {
    this.curve = curve;
    this.key = key;
  }

  /**
   * Takes a key of one of the two curves.
   *
   * @throws IllegalArgumentException for any other
   */
  public static PublicHalf of(PublicKey key) {
    if (key instanceof EdECPublicKey edwards && edwards.getParams().getName().equals("Ed25519")) {
      return new PublicHalf(Curve.ED25519, key);
    }
    if (key instanceof ECPublicKey elliptic
        && elliptic.getParams().toString().startsWith("secp256r1")) {
      return new PublicHalf(Curve.P256, key);
    }
    throw new IllegalArgumentException("is an Ed25519 or P-256 public key");
  }

  /**
   * Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1) in base64 without line breaks.
   *
   * @throws IllegalArgumentException when it is none of these two curves
   */
  public static PublicHalf parse(String base64) {
    byte[] encoded = Base64.getDecoder().decode(base64);
    for (Curve curve : Curve.values()) {
      try {
        PublicKey key =
            KeyFactory.getInstance(curve.factory()).generatePublic(new X509EncodedKeySpec(encoded));
        return of(key);
      } catch (InvalidKeySpecException anotherCurve) {
        // the next one may be it
      } catch (NoSuchAlgorithmException everyJdkHasThem) {
        throw new IllegalStateException(everyJdkHasThem);
      }
    }
    throw new IllegalArgumentException("is an Ed25519 or P-256 public key");
  }

  public Curve curve() {
    return curve;
  }

  public PublicKey key() {
    return key;
  }

  /** As {@link #parse} reads it: the form in which stores keep it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** SHA-256 of the SubjectPublicKeyInfo. */
  public Digest thumbprint() {
    return Digest.of(Sha256.of(key.getEncoded()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicHalf half && half.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return "PublicHalf[" + curve + "]";
  }
}
