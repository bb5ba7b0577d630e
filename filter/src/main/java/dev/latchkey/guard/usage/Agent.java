package dev.latchkey.guard.usage;

import java.util.List;

/**
 * What a client calls itself, as coarse as is of use: the first product of its {@code User-Agent}
 * (RFC 9110, section 10.1.5) without version and comments, like {@code curl}. Every browser is
 * {@code browser}. The rest of the header tells people apart, and is not kept.
 */
final class Agent {
  static final String NONE = "none";
  static final String BROWSER = "browser";
  static final String OTHER = "other";

  private static final int LONGEST = 32;
  private static final String TOKEN = "!#$%&'*+-.^_`|~";

  private Agent() {}

  /** The class that these field lines name. */
  static String of(List<String> lines) {
    return lines.isEmpty() ? NONE : of(lines.get(0));
  }

  private static String of(String header) {
    if (header.startsWith("Mozilla/")) {
      return BROWSER;
    }
    int end = 0;
    while (end < header.length() && isToken(header.charAt(end))) {
      end++;
    }
    boolean product = end > 0 && end <= LONGEST && endsAt(header, end);
    return product ? header.substring(0, end) : OTHER;
  }

  private static boolean endsAt(String header, int end) {
    return end == header.length() || header.charAt(end) == '/' || header.charAt(end) == ' ';
  }

  private static boolean isToken(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN.indexOf(c) >= 0;
  }
}
