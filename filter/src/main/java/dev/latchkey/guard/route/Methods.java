package dev.latchkey.guard.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of rules. */
final class Methods {
  private static final String ANY = "*";
  private static final List<String> COVERED_BY_ANY =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private Methods() {}

  /** Reads {@code *} or {@code GET,PUT}. */
  static List<String> parse(String text) {
    List<String> methods = List.of(text.split(",", -1));
    if (!text.equals(ANY)) {
      methods.forEach(Methods::require);
    }
    if (Set.copyOf(methods).size() < methods.size()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" lists a method twice; name each method once");
    }
    return methods;
  }

  private static void require(String method) {
    boolean token = !method.isEmpty() && method.chars().allMatch(Methods::isMethodCharacter);
    if (!token) {
      throw new IllegalArgumentException(
          "\""
              + method
              + "\" is not a method; write * or upper-case methods joined by commas alone, like"
              + " GET,POST");
    }
  }

  private static boolean isMethodCharacter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  /**
   * The rule for each method that one path lists: {@code *} yields to GET in its cover for HEAD,
   * and both yield to a method that is named.
   */
  static Map<String, Rule> table(List<Rule> samePath) {
    Map<String, Rule> table = new HashMap<>();
    samePath.forEach(rule -> putIfNamed(ANY, rule, COVERED_BY_ANY, table));
    samePath.forEach(rule -> putIfNamed("GET", rule, List.of("HEAD"), table));
    samePath.forEach(rule -> rule.methods().forEach(method -> table.put(method, rule)));
    table.remove(ANY);
    return Map.copyOf(table);
  }

  private static void putIfNamed(
      String method, Rule rule, List<String> covered, Map<String, Rule> table) {
    if (rule.methods().contains(method)) {
      covered.forEach(each -> table.put(each, rule));
    }
  }
}
