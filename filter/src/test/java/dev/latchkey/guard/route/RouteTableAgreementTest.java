package dev.latchkey.guard.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The trie finds what a slow matcher finds that looks at every rule and sorts what matches. */
class RouteTableAgreementTest {
  private static final String[] SEGMENTS = {"a", "b", "aa", "*", "*"};
  private static final String[] METHODS = {"GET", "HEAD", "POST", "*", "OPTIONS"};
  private static final Set<String> USUAL = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /** A rule with a scope that names it. */
  private record Sample(String method, String path, int number) {
    String line() {
      return method + ' ' + path + " rule:n" + number;
    }

    boolean matches(String requested) {
      boolean open = path.endsWith("/**");
      String closed = open ? path.substring(0, path.length() - 3) : path;
      String one = closed.replace("*", "[^/]+");
      return Pattern.matches(open ? one + "(/.*)?" : one, requested);
    }

    /** Sorts as the segments' precedence: literal, variable, {@code **}. */
    String rank() {
      return path.replaceAll("/\\*\\*$", "3").replace("/*", "2").replaceAll("/[^/23]*", "1");
    }

    int methodRank(String requested) {
      if (method.equals(requested)) {
        return 0;
      }
      if (method.equals("GET") && requested.equals("HEAD")) {
        return 1;
      }
      return method.equals("*") && USUAL.contains(requested) ? 2 : 3;
    }
  }

  private final Random random = new Random(20260103);

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String randomPath(String... endings) {
    StringBuilder path = new StringBuilder();
    for (int segments = random.nextInt(4); segments > 0; segments--) {
      path.append('/').append(any(SEGMENTS));
    }
    String ending = any(endings);
    return path.isEmpty() && ending.isEmpty() ? "/" : path + ending;
  }

  private List<Sample> randomRules() {
    List<Sample> rules = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      Sample rule = new Sample(any(METHODS), randomPath("", "", "/", "/**"), i);
      if (taken.add(rule.method() + rule.path())) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private static String slow(List<Sample> rules, String method, String path) {
    Predicate<Sample> covers = rule -> rule.matches(path) && rule.methodRank(method) < 3;
    Comparator<Sample> precedence =
        Comparator.comparing(Sample::rank).thenComparing(rule -> rule.methodRank(method));
    return rules.stream()
        .filter(covers)
        .min(precedence)
        .map(rule -> "rule:n" + rule.number())
        .orElse("Unlisted");
  }

  private static String fast(RouteTable table, String method, String path) {
    Routed routed = table.route(method, "/", path);
    return routed instanceof Routed.Listed listed && listed.need() instanceof Need.Scoped scoped
        ? scoped.all().get(0).toString()
        : routed.getClass().getSimpleName();
  }

  @Test
  void theTrieAgreesWithAMatcherThatTriesEveryRule() {
    int listed = 0;
    for (int round = 0; round < 3_000; round++) {
      List<Sample> rules = randomRules();
      String text = String.join("\n", rules.stream().map(Sample::line).toList());
      RouteTable table = RouteTable.read("rules.txt", text, false);
      for (int request = 0; request < 30; request++) {
        String path = randomPath("", "/").replace("*", "c");
        String method = any("GET", "HEAD", "POST", "PUT", "OPTIONS");
        String expected = slow(rules, method, path);
        assertThat(fast(table, method, path))
            .as("%s %s in\n%s", method, path, text)
            .isEqualTo(expected);
        listed += expected.equals("Unlisted") ? 0 : 1;
      }
    }
    assertThat(listed).isGreaterThan(10_000);
  }
}
