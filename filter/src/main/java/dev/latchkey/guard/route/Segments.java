package dev.latchkey.guard.route;

/** What is between the slashes of a path, found in place. */
final class Segments {
  private Segments() {}

  /** Where the segment that begins at {@code from} ends. */
  static int end(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }

  /** The segment at {@code index}, from 0, of a path that has one there. */
  static String get(String path, int index) {
    int from = 1;
    for (int i = 0; i < index; i++) {
      from = end(path, from) + 1;
    }
    return path.substring(from, end(path, from));
  }
}
