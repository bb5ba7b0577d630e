package dev.latchkey.guard.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in the trie of rules, reached by one sequence of segments. Being a tree, it is visited at
 * most once in a search, however the search turns back; and no search goes deeper than its deepest
 * rule.
 */
final class Node {
  private final String[] names;
  private final Node[] literals;
  private final @Nullable Node variable;
  private final Map<String, Rule> here;
  private final Map<String, Rule> below;

  /** {@code literals} are sorted by name. */
  private Node(
      Map<String, Node> literals,
      @Nullable Node variable,
      Map<String, Rule> here,
      Map<String, Rule> below) {
    this.names = literals.keySet().toArray(new String[0]);
    this.literals = literals.values().toArray(new Node[0]);
    this.variable = variable;
    this.here = here;
    this.below = below;
  }

  /** The tree of rules that agree in their first {@code depth} segments. */
  static Node of(List<Rule> rules, int depth) {
    List<Rule> here = new ArrayList<>();
    List<Rule> below = new ArrayList<>();
    TreeMap<String, List<Rule>> deeper = new TreeMap<>();
    for (Rule rule : rules) {
      PathPattern path = rule.path();
      if (depth < path.segments().size()) {
        String segment = path.segments().get(depth);
        deeper.computeIfAbsent(segment, s -> new ArrayList<>()).add(rule);
      } else {
        (path.open() ? below : here).add(rule);
      }
    }
    TreeMap<String, Node> nodes = new TreeMap<>();
    deeper.forEach((segment, rest) -> nodes.put(segment, of(rest, depth + 1)));
    Node variable = nodes.remove(PathPattern.VARIABLE);
    return new Node(nodes, variable, Methods.table(here), Methods.table(below));
  }

  /**
   * The most specific rule for the rest of a path.
   *
   * @param from where the next segment begins; behind the end when there is none
   */
  @Nullable Rule find(String method, String path, int from) {
    Rule found = from > path.length() ? here.get(method) : findDeeper(method, path, from);
    return found == null ? below.get(method) : found;
  }

  private @Nullable Rule findDeeper(String method, String path, int from) {
    int to = Segments.end(path, from);
    Node literal = literal(path, from, to);
    Rule found = literal == null ? null : literal.find(method, path, to + 1);
    if (found == null && variable != null && from < to) {
      found = variable.find(method, path, to + 1);
    }
    return found;
  }

  /** Binary search in place: a segment need not be cut out of the path to be compared. */
  private @Nullable Node literal(String path, int from, int to) {
    int low = 0;
    int high = names.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(names[middle], path, from, to);
      if (order == 0) {
        return literals[middle];
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** As {@link String#compareTo} of {@code name} to the segment. */
  private static int compare(String name, String path, int from, int to) {
    int common = Math.min(name.length(), to - from);
    for (int i = 0; i < common; i++) {
      int order = name.charAt(i) - path.charAt(from + i);
      if (order != 0) {
        return order;
      }
    }
    return name.length() - (to - from);
  }
}
