package dev.latchkey.guard.route;

import java.util.Optional;

/**
 * Whether everybody on the way of a request reads its path alike. Proxies, containers, frameworks
 * and file systems decode, strip and normalise in different orders; a path that survives every
 * order unchanged cannot be one thing to the guard and another to the app. All others are refused,
 * by class rather than by example.
 */
final class SafePath {
  static final Optional<String> SAFE = Optional.empty();

  private SafePath() {}

  /** Why the path is not safe; empty when it is. Never holds a character of the request. */
  static Optional<String> flaw(String rawUri, String path, boolean refuseParameters) {
    Optional<String> raw = RawUri.flaw(rawUri, refuseParameters);
    return raw.isPresent() ? raw : DecodedPath.flaw(path);
  }

  /** Why no path may hold this character, be it written plainly or in escapes. */
  static Optional<String> flaw(int codePoint) {
    if (Character.isISOControl(codePoint)) {
      return Optional.of("a control character");
    }
    return switch (codePoint) {
      case '\\' -> Optional.of("a backslash");
      case 0x2028, 0x2029 -> Optional.of("a line or paragraph separator");
      case 0xfffd -> Optional.of("a replacement character");
      default -> isSurrogate(codePoint) ? Optional.of("half a surrogate pair") : SAFE;
    };
  }

  static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
