package dev.latchkey.guard.route;

import java.util.Optional;

/** The path as the container decoded it. {@code %} is text here: nobody decodes again. */
final class DecodedPath {
  private DecodedPath() {}

  /** Why the path is not safe; empty when it is. The empty path is the root of the app. */
  static Optional<String> flaw(String path) {
    if (!path.isEmpty() && path.charAt(0) != '/') {
      return Optional.of("no / at its beginning");
    }
    if (path.contains("//")) {
      return Optional.of("an empty segment");
    }
    return hasDotSegment(path) ? Optional.of("a dot segment") : characterFlaw(path);
  }

  private static boolean hasDotSegment(String path) {
    return path.contains("/./")
        || path.contains("/../")
        || path.endsWith("/.")
        || path.endsWith("/..");
  }

  private static Optional<String> characterFlaw(String path) {
    for (int at = 0; at < path.length(); ) {
      int c = path.codePointAt(at);
      Optional<String> flaw = c == ';' ? Optional.of("a semicolon") : SafePath.flaw(c);
      if (flaw.isPresent()) {
        return flaw;
      }
      at += Character.charCount(c);
    }
    return SafePath.SAFE;
  }
}
