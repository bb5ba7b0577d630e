package dev.latchkey.guard.route;

import java.util.HexFormat;

/**
 * Reads percent-escapes (RFC 3986 section 2.1) that spell UTF-8 (RFC 3629): one code point at a
 * time, in its shortest form only.
 */
final class PercentEscape {
  static final int NOT_HEX = -1;
  static final int NOT_UTF8 = -2;

  private PercentEscape() {}

  /** The code point whose first escape is at {@code at}, or {@link #NOT_HEX}, {@link #NOT_UTF8}. */
  static int decode(String text, int at) {
    int lead = octet(text, at);
    if (lead < 0x80) {
      return lead;
    }
    int octets = octets(lead);
    int codePoint = lead & (0x7f >> octets);
    for (int i = 1; i < octets; i++) {
      int next = octet(text, at + 3 * i);
      if (next < 0x80 || next > 0xbf) {
        return NOT_UTF8;
      }
      codePoint = codePoint << 6 | (next & 0x3f);
    }
    return isShortest(codePoint, octets) ? codePoint : NOT_UTF8;
  }

  /** How many characters the escapes of {@code codePoint} take. */
  static int length(int codePoint) {
    if (codePoint < 0x80) {
      return 3;
    }
    if (codePoint < 0x800) {
      return 6;
    }
    return codePoint < 0x10000 ? 9 : 12;
  }

  /** How many octets a lead octet announces; 1 for what cannot lead. */
  private static int octets(int lead) {
    if (lead < 0xc0 || lead > 0xf7) {
      return 1;
    }
    if (lead < 0xe0) {
      return 2;
    }
    return lead < 0xf0 ? 3 : 4;
  }

  private static boolean isShortest(int codePoint, int octets) {
    return octets > 1
        && length(codePoint) == 3 * octets
        && codePoint <= Character.MAX_CODE_POINT
        && !SafePath.isSurrogate(codePoint);
  }

  private static int octet(String text, int at) {
    if (at + 2 >= text.length() || text.charAt(at) != '%') {
      return NOT_HEX;
    }
    int high = digit(text.charAt(at + 1));
    int low = digit(text.charAt(at + 2));
    return high < 0 || low < 0 ? NOT_HEX : high << 4 | low;
  }

  private static int digit(char c) {
    return HexFormat.isHexDigit(c) ? HexFormat.fromHexDigit(c) : NOT_HEX;
  }
}
