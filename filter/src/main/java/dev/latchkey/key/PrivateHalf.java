package dev.latchkey.key;

import dev.latchkey.key.PublicHalf.Curve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * The private half of a key pair: a letter for its curve and a number, in 43 base62 digits. The
 * number is the seed of Ed25519, as big-endian bytes, or the scalar of P-256. Deliberately without
 * {@code equals}, {@code hashCode} and a telling {@code toString}.
 */
public final class PrivateHalf {
  /** Of the text: the letter and the digits. */
  public static final int LENGTH = 44;

  private static final int DIGITS = 43;
  private static final int BYTES = 32;
  private static final BigInteger RADIX = BigInteger.valueOf(62);

  /** The largest numbers of each curve in digits: texts of one length compare as numbers do. */
  private static final String LAST_SEED =
      digits(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));

  private static final String LAST_SCALAR = digits(Points.P256.getOrder().subtract(BigInteger.ONE));
  private static final String ZERO = "0".repeat(DIGITS);

  private final Curve curve;
  private final BigInteger number;

  private PrivateHalf(Curve curve, BigInteger number) {
    this.curve = curve;
    this.number = number;
  }

  /**
   * Takes a key of one of the two curves.
   *
   * @throws IllegalArgumentException for any other
   */
  public static PrivateHalf of(PrivateKey key) {
    if (key instanceof EdECPrivateKey edwards && edwards.getParams().getName().equals("Ed25519")) {
      byte[] seed = edwards.getBytes().orElseThrow(PrivateHalf::other);
      return new PrivateHalf(Curve.ED25519, new BigInteger(1, seed));
    }
    if (key instanceof ECPrivateKey elliptic && Points.isP256(elliptic.getParams())) {
      return new PrivateHalf(Curve.P256, elliptic.getS());
    }
    throw other();
  }

  /**
   * Reads what {@link #reveal} prints.
   *
   * @throws IllegalArgumentException for any other text; the message never holds it
   */
  public static PrivateHalf read(String text) {
    if (text.length() != LENGTH || !isText(text, 0)) {
      throw other();
    }
    BigInteger number = BigInteger.ZERO;
    for (int i = 1; i < LENGTH; i++) {
      number = number.multiply(RADIX).add(BigInteger.valueOf(Base62.value(text.charAt(i))));
    }
    return new PrivateHalf(text.charAt(0) == 'e' ? Curve.ED25519 : Curve.P256, number);
  }

  /** Whether {@code text} goes on from {@code start} as {@link #reveal} would print some half. */
  public static boolean isText(String text, int start) {
    if (text.length() < start + LENGTH || !Base62.isAll(text, start, start + LENGTH)) {
      return false;
    }
    String digits = text.substring(start + 1, start + LENGTH);
    return switch (text.charAt(start)) {
      case 'e' -> digits.compareTo(LAST_SEED) <= 0;
      case 'p' -> !digits.equals(ZERO) && digits.compareTo(LAST_SCALAR) <= 0;
      default -> false;
    };
  }

  public Curve curve() {
    return curve;
  }

  /** The characters themselves: for printing the key, nothing else. */
  public String reveal() {
    return (curve == Curve.ED25519 ? 'e' : 'p') + digits(number);
  }

  /** A signature of a message: 64 bytes, as {@link PublicHalf#verifies} takes it. */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = curve.signature();
      signature.initSign(KeyFactory.getInstance(curve.factory()).generatePrivate(spec()));
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot sign with " + curve, e);
    }
  }

  private KeySpec spec() {
    return curve == Curve.ED25519
        ? new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes())
        : new ECPrivateKeySpec(number, Points.P256);
  }

  /** Big-endian, all 32 of them. */
  private byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    byte[] shortest = number.toByteArray();
    int kept = Math.min(BYTES, shortest.length);
    System.arraycopy(shortest, shortest.length - kept, bytes, BYTES - kept, kept);
    return bytes;
  }

  private static String digits(BigInteger number) {
    char[] digits = new char[DIGITS];
    BigInteger rest = number;
    for (int i = DIGITS - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(RADIX);
      digits[i] = Base62.digit(parts[1].intValue());
      rest = parts[0];
    }
    return new String(digits);
  }

  private static IllegalArgumentException other() {
    return new IllegalArgumentException("is an Ed25519 or P-256 private key");
  }

  @Override
  public String toString() {
    return "PrivateHalf[hidden]";
  }
}
