package dev.latchkey.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 by cloning one prototype: finding the algorithm anew costs more than the digest. */
public final class Sha256 {
  private static final MessageDigest PROTOTYPE = prototype();

  private Sha256() {}

  /** The digest of {@code input}. */
  public static byte[] of(byte[] input) {
    try {
      return ((MessageDigest) PROTOTYPE.clone()).digest(input);
    } catch (CloneNotSupportedException unclonableProvider) {
      return prototype().digest(input);
    }
  }

  private static MessageDigest prototype() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
