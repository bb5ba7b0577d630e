package dev.latchkey.key.text;

import dev.latchkey.key.Base62;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of flood tags: six characters of HMAC-SHA-256 over all of a key text before them. A tag
 * keeps forged keys from the database; it authenticates nobody.
 */
public final class TagKey {
  public static final int BYTES = 32;
  private final int version;
  private final Mac prototype;

  /**
   * Takes a key as it was read or drawn.
   *
   * @param version counts up from 1 with each new tag key of an installation
   * @param key 32 random bytes
   */
  public TagKey(int version, byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a tag key has " + BYTES + " bytes");
    }
    this.version = version;
    this.prototype = mac(key);
  }

  public int version() {
    return version;
  }

  /** The tag that belongs behind {@code text}. */
  String tag(String text) {
    byte[] mac = hmac(text.getBytes(StandardCharsets.ISO_8859_1));
    return Base62.print(ByteBuffer.wrap(mac).getLong(), KeyFormat.TAG);
  }

  /** What is stored beside a tag key, so that a damaged one is noticed before it refuses anyone. */
  public String checkValue() {
    return tag("latchkey tag key " + version);
  }

  private byte[] hmac(byte[] input) {
    try {
      return ((Mac) prototype.clone()).doFinal(input);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the HmacSHA256 of this JDK cannot be cloned", e);
    }
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  @Override
  public String toString() {
    return "TagKey[" + version + "]";
  }
}
