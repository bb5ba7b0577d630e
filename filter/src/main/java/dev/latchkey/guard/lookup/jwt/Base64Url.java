package dev.latchkey.guard.lookup.jwt;

import java.util.Base64;

/** Base64url without padding (RFC 7515 section 2), in the one way to write each value. */
final class Base64Url {
  private Base64Url() {}

  /**
   * Decodes a text.
   *
   * @throws IllegalArgumentException for any other way to write the same bytes, and for anything
   *     else
   */
  static byte[] decode(String text) {
    byte[] bytes = decoded(text);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not the one way to write it");
    }
    return bytes;
  }

  /** The JDK's own words hold the character that it did not like. */
  private static byte[] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not base64url", e);
    }
  }
}
