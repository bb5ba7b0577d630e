package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The form in which keys of other systems are kept here. A hash that was imported is hashed once
 * more, together with the id that the key has here: what is at rest is salted like any of our own
 * keys, and nobody had to wait for its first use. What a key is found by is bound to the
 * installation, so that no table of known hashes finds it.
 */
public final class LegacyForm {
  private static final int SELECTOR_DIGITS = 16;

  private LegacyForm() {}

  /**
   * What is kept of a key.
   *
   * @param hash what the other system kept of it
   */
  public static Digest kept(KeyId id, byte[] hash) {
    return Digest.of(Sha256.of(joined(id.value(), hash)));
  }

  /** What a key is found by whose other system hashed its text alone. */
  public static long selector(String installation, byte[] hash) {
    return beginning(joined(installation + "\nhash\n", hash));
  }

  /** What a key is found by that has a selector in its text. */
  public static long selector(String installation, String selector) {
    byte[] bytes = selector.getBytes(StandardCharsets.ISO_8859_1);
    return beginning(joined(installation + "\nselector\n", bytes));
  }

  /** As stores keep it: 16 hexadecimal digits. */
  public static String print(long selector) {
    return HexFormat.of().toHexDigits(selector, SELECTOR_DIGITS);
  }

  /** Reads what {@link #print} wrote. */
  public static long parse(String selector) {
    return HexFormat.fromHexDigitsToLong(selector);
  }

  private static long beginning(byte[] hashed) {
    byte[] digest = Sha256.of(hashed);
    long first = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      first = first << 8 | (digest[i] & 0xff);
    }
    return first;
  }

  private static byte[] joined(String first, byte[] second) {
    byte[] bytes = first.getBytes(StandardCharsets.ISO_8859_1);
    byte[] joined = new byte[bytes.length + second.length];
    System.arraycopy(bytes, 0, joined, 0, bytes.length);
    System.arraycopy(second, 0, joined, bytes.length, second.length);
    return joined;
  }
}
