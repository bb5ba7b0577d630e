package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * SHA-256 of a secret, as it is kept at rest. 190 random bits need no slow hash. Compared in
 * constant time; never printed.
 */
public final class Digest {
  public static final int BYTES = 32;
  private final byte[] bytes;

  private Digest(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a digest has " + BYTES + " bytes");
    }
    this.bytes = bytes;
  }

  /** Takes a copy of 32 bytes. */
  public static Digest of(byte[] bytes) {
    return new Digest(bytes.clone());
  }

  /** Of a text in ASCII. */
  public static Digest ofText(String text) {
    return new Digest(Sha256.of(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** Reads 64 hexadecimal digits. */
  public static Digest ofHex(String hex) {
    return new Digest(HexFormat.of().parseHex(hex));
  }

  /** Whether {@code other} holds the same 32 bytes, in a time that does not depend on them. */
  public boolean matches(byte[] other) {
    return MessageDigest.isEqual(bytes, other);
  }

  /** The form in which stores keep it. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest digest && matches(digest.bytes);
  }

  @Override
  public int hashCode() {
    return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
  }

  @Override
  public String toString() {
    return "Digest[hidden]";
  }
}
