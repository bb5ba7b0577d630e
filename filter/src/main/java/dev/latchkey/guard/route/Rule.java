package dev.latchkey.guard.route;

import java.util.List;

/** One line of the table, understood. */
record Rule(RouteLine line, List<String> methods, PathPattern path, NeedPattern need) {
  /**
   * @throws IllegalArgumentException saying what is wrong with the text and what would be right
   */
  static Rule parse(RouteLine line) {
    List<String> parts = List.of(line.text().strip().split("[ \t]+"));
    if (parts.size() < 3) {
      throw new IllegalArgumentException(
          "a part is missing; a rule is METHODS PATH NEED, like: GET /zones/{zone}"
              + " zones:read:{zone}");
    }
    List<String> methods = Methods.parse(parts.get(0));
    PathPattern path = PathPattern.parse(parts.get(1));
    return new Rule(line, methods, path, NeedPattern.parse(parts.subList(2, parts.size()), path));
  }

  /** The path as it stands in the line. */
  String written() {
    return line.text().strip().split("[ \t]+", 3)[1];
  }
}
