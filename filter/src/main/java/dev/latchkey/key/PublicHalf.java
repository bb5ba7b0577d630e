package dev.latchkey.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * The public half of a key pair: Ed25519 (RFC 8032) or P-256 (FIPS 186-5), a point that is on its
 * curve and not one of the few for which anybody can sign. Immutable; safe for use by many threads.
 */
public final class PublicHalf {
  /** The two kinds of key pairs. */
  public enum Curve {
    ED25519("Ed25519", "Ed25519", "EdDSA", "Ed25519"),
    P256("P-256", "EC", "ES256", "SHA256withECDSAinP1363Format");

    private final String curveName;
    private final String factory;
    private final String jws;
    private final String signature;

    Curve(String curveName, String factory, String jws, String signature) {
      this.curveName = curveName;
      this.factory = factory;
      this.jws = jws;
      this.signature = signature;
    }

    /** The name that people give it, and the API. */
    public String curveName() {
      return curveName;
    }

    /** The name of its signatures in RFC 7518 and RFC 8037. */
    public String jwsAlgorithm() {
      return jws;
    }

    /** The name by which the JDK makes keys of it. */
    public String factory() {
      return factory;
    }

    /** Its signatures as the JDK makes and checks them: 64 bytes, as RFC 7518 and RFC 8037 do. */
    Signature signature() throws NoSuchAlgorithmException {
      return Signature.getInstance(signature);
    }
  }

  private static final int SIGNATURE = 64;
  private static final String OTHER = "is an Ed25519 or P-256 public key";

  private final Curve curve;
  private final PublicKey key;

  private PublicHalf(Curve curve, PublicKey key) {
    this.curve = curve;
    this.key = key;
  }

  /**
   * Takes a key of one of the two curves, and the one way to write it.
   *
   * @throws IllegalArgumentException for any other, and for a point that proves nothing
   */
  public static PublicHalf of(PublicKey key) {
    if (key instanceof EdECPublicKey edwards && edwards.getParams().getName().equals("Ed25519")) {
      EdECPoint point = edwards.getPoint();
      Points.requireSafe(point);
      return of(Curve.ED25519, new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }
    if (key instanceof ECPublicKey elliptic && Points.isP256(elliptic.getParams())) {
      Points.requireSafe(elliptic.getW());
      return of(Curve.P256, new ECPublicKeySpec(elliptic.getW(), Points.P256));
    }
    throw new IllegalArgumentException(OTHER);
  }

  private static PublicHalf of(Curve curve, KeySpec spec) {
    try {
      return new PublicHalf(curve, KeyFactory.getInstance(curve.factory()).generatePublic(spec));
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException(OTHER, e);
    } catch (NoSuchAlgorithmException everyJdkHasThem) {
      throw new IllegalStateException(everyJdkHasThem);
    }
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
    throw new IllegalArgumentException(OTHER);
  }

  public Curve curve() {
    return curve;
  }

  public PublicKey key() {
    return key;
  }

  /**
   * Whether the other half signed a message.
   *
   * @param signature 64 bytes: what RFC 8032 makes, or two numbers as in RFC 7518 section 3.4
   */
  public boolean verifies(byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE || !isInRange(signature)) {
      return false;
    }
    try {
      Signature check = curve.signature();
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (SignatureException noSignature) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot check " + curve, e);
    }
  }

  /** JDKs have taken two zeros for a signature of anything: CVE-2022-21449. */
  private boolean isInRange(byte[] signature) {
    return curve == Curve.ED25519
        || (Points.isScalar(Arrays.copyOfRange(signature, 0, SIGNATURE / 2))
            && Points.isScalar(Arrays.copyOfRange(signature, SIGNATURE / 2, SIGNATURE)));
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
