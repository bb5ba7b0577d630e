package dev.latchkey.guard.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a rule.
 *
 * @param segments what is between the slashes; {@link #VARIABLE} for a variable of any name
 * @param variables the names of the variables, with the index of their segment
 * @param open whether {@code **} follows
 */
record PathPattern(List<String> segments, Map<String, Integer> variables, boolean open) {
  static final String VARIABLE = "*";
  private static final String REST = "**";

  /** A match goes as deep as the deepest rule, on the stack of the request. */
  private static final int MOST_SEGMENTS = 64;

  static PathPattern parse(String text) {
    requireDecoded(text);
    List<String> segments = new ArrayList<>(List.of(text.substring(1).split("/", -1)));
    boolean open = segments.get(segments.size() - 1).equals(REST);
    if (open) {
      segments.remove(segments.size() - 1);
    }
    if (segments.size() > MOST_SEGMENTS) {
      throw new IllegalArgumentException(
          "the path has " + segments.size() + " segments; a rule takes at most " + MOST_SEGMENTS);
    }
    Map<String, Integer> variables = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      segments.set(i, segment(segments.get(i), i, variables));
    }
    return new PathPattern(List.copyOf(segments), Map.copyOf(variables), open);
  }

  /** A rule that no safe path can match is a mistake. */
  private static void requireDecoded(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("\"" + text + "\" is not a path; a path begins with /");
    }
    if (text.indexOf('%') >= 0) {
      throw new IllegalArgumentException(
          "the path has a %; write the decoded form, and a variable for a segment that holds %");
    }
    Optional<String> flaw = DecodedPath.flaw(text);
    if (flaw.isPresent()) {
      throw new IllegalArgumentException(
          "the path has "
              + flaw.get()
              + "; no request with such a path is let in, so leave it out");
    }
  }

  private static String segment(String text, int index, Map<String, Integer> variables) {
    if (text.equals(REST)) {
      throw new IllegalArgumentException("** is not last; write * for one segment in the middle");
    }
    if (text.startsWith("{") && text.endsWith("}")) {
      addVariable(text.substring(1, text.length() - 1), index, variables);
      return VARIABLE;
    }
    if (!text.equals(VARIABLE) && text.chars().anyMatch(c -> "{}*".indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "the segment \"" + text + "\" mixes text with { } or *; a variable is a whole segment");
    }
    return text;
  }

  private static void addVariable(String name, int index, Map<String, Integer> variables) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "{" + name + "} is not a variable; a name is a letter, then letters, digits or _");
    }
    if (variables.putIfAbsent(name, index) != null) {
      throw new IllegalArgumentException(
          "the path has {" + name + "} twice; give each variable its own name, or write *");
    }
  }

  private static boolean isName(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_]*");
  }

  /** Equal for two patterns that match the same paths. */
  String shape() {
    return '/' + String.join("/", segments) + (open ? "/" + REST : "");
  }
}
