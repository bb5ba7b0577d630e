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
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not the one way to write it");
    }
    return bytes;
  }
}
