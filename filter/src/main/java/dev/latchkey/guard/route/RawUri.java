package dev.latchkey.guard.route;

import java.util.Optional;

/**
 * The path as it was sent: escapes, path parameters and context path included, the query not.
 *
 * <p>Characters beyond ASCII are not legal here, but some containers let them pass and some show
 * each byte as a character. They count as what they are.
 */
final class RawUri {
  private RawUri() {}

  /** Why the path is not safe; empty when it is. */
  static Optional<String> flaw(String uri, boolean refuseParameters) {
    int path = pathStart(uri);
    if (path < 0) {
      return Optional.of("no / at its beginning");
    }
    Optional<String> flaw = characterFlaw(uri, refuseParameters);
    return flaw.isPresent() ? flaw : segmentFlaw(uri, path);
  }

  /**
   * Where the path begins: at once in {@code /path}, behind the authority in {@code
   * http://host/path}, nowhere (below 0) in {@code *} and {@code host:443}. RFC 9112 section 3.2.
   */
  private static int pathStart(String uri) {
    if (uri.startsWith("/")) {
      return 0;
    }
    int scheme = uri.indexOf("://");
    if (scheme < 1 || scheme > uri.indexOf('/')) {
      return -1;
    }
    int authority = scheme + 3;
    int path = Segments.end(uri, authority);
    return path == authority ? -1 : path;
  }

  private static Optional<String> characterFlaw(String uri, boolean refuseParameters) {
    for (int at = 0; at < uri.length(); ) {
      boolean escaped = uri.charAt(at) == '%';
      int c = escaped ? PercentEscape.decode(uri, at) : uri.codePointAt(at);
      Optional<String> flaw = escaped ? escapedFlaw(c) : plainFlaw(c, refuseParameters);
      if (flaw.isPresent()) {
        return flaw;
      }
      at += escaped ? PercentEscape.length(c) : Character.charCount(c);
    }
    return SafePath.SAFE;
  }

  private static Optional<String> escapedFlaw(int c) {
    return switch (c) {
      case PercentEscape.NOT_HEX -> Optional.of("a % without two hexadecimal digits");
      case PercentEscape.NOT_UTF8 -> Optional.of("percent-escapes that are not UTF-8");
      case '/' -> Optional.of("an escaped slash");
      case ';' -> Optional.of("an escaped semicolon");
      default -> SafePath.flaw(c);
    };
  }

  private static Optional<String> plainFlaw(int c, boolean refuseParameters) {
    return switch (c) {
      case '?', '#' -> Optional.of("a query or fragment inside the path");
      case ';' ->
          refuseParameters ? Optional.of("a path parameter, which is switched off") : SafePath.SAFE;
      default -> SafePath.flaw(c);
    };
  }

  private static Optional<String> segmentFlaw(String uri, int slash) {
    int from = slash + 1;
    while (from < uri.length()) {
      int end = nameEnd(uri, from);
      if (from == end && end < uri.length()) {
        return Optional.of("an empty segment");
      }
      if (isDots(uri, from, end)) {
        return Optional.of("a dot segment");
      }
      from = Segments.end(uri, end) + 1;
    }
    return SafePath.SAFE;
  }

  /** Where the segment that begins at {@code from} ends, or its parameters begin. */
  private static int nameEnd(String uri, int from) {
    int end = from;
    while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != ';') {
      end++;
    }
    return end;
  }

  private static boolean isDots(String uri, int from, int to) {
    int dots = 0;
    int at = from;
    while (at < to) {
      boolean escaped = uri.charAt(at) == '%';
      int c = escaped ? PercentEscape.decode(uri, at) : uri.charAt(at);
      if (c != '.') {
        return false;
      }
      dots++;
      at += escaped ? PercentEscape.length(c) : 1;
    }
    return dots == 1 || dots == 2;
  }
}
