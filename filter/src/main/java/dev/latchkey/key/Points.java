package dev.latchkey.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EdECPoint;

/**
 * Which points make a public key: those of the curve, in the one way to write each, and none of the
 * few that turn many texts into signatures. The JDK reads all of them.
 */
final class Points {
  static final ECParameterSpec P256 = p256();

  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger TWO = BigInteger.TWO;

  /** The field of P-256. */
  private static final BigInteger P = ((ECFieldFp) P256.getCurve().getField()).getP();

  /** The field of Ed25519. */
  private static final BigInteger Q = TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The constant of Ed25519's curve: RFC 8032 section 5.1. */
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(Q)).mod(Q);

  private Points() {}

  static boolean isP256(ECParameterSpec parameters) {
    return parameters.getCurve().equals(P256.getCurve())
        && parameters.getGenerator().equals(P256.getGenerator())
        && parameters.getOrder().equals(P256.getOrder());
  }

  /** Whether big-endian bytes are a number that P-256 can multiply by: 1 to its order less 1. */
  static boolean isScalar(byte[] bytes) {
    BigInteger number = new BigInteger(1, bytes);
    return number.signum() > 0 && number.compareTo(P256.getOrder()) < 0;
  }

  /** P-256 has no small subgroup: whatever is on it is safe. SEC 1 section 3.2.2.1. */
  static void requireSafe(ECPoint point) {
    if (point.equals(ECPoint.POINT_INFINITY)) {
      throw new IllegalArgumentException("is no point of a curve");
    }
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right =
        x.pow(2).add(P256.getCurve().getA()).multiply(x).add(P256.getCurve().getB()).mod(P);
    boolean onCurve = isIn(x, P) && isIn(y, P) && y.pow(2).mod(P).equals(right);
    if (!onCurve) {
      throw new IllegalArgumentException("is no point of P-256");
    }
  }

  /**
   * Ed25519 has eight points of small order: a signature under one of them holds for many messages.
   * Where x² is −y², twice the point has y = 0, and twice that is (0, −1).
   */
  static void requireSafe(EdECPoint point) {
    BigInteger y = point.getY();
    if (!isIn(y, Q)) {
      throw new IllegalArgumentException("is no point of Ed25519");
    }
    BigInteger square = y.pow(2).mod(Q);
    BigInteger x = square.subtract(ONE).multiply(D.multiply(square).add(ONE).modInverse(Q)).mod(Q);
    boolean small = x.signum() == 0 || y.signum() == 0 || x.equals(Q.subtract(square));
    if (small || !x.modPow(Q.subtract(ONE).divide(TWO), Q).equals(ONE)) {
      throw new IllegalArgumentException("is no point of Ed25519 that proves anything");
    }
  }

  private static boolean isIn(BigInteger number, BigInteger field) {
    return number.signum() >= 0 && number.compareTo(field) < 0;
  }

  private static ECParameterSpec p256() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
