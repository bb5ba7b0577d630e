package dev.latchkey.guard.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paths and rules made to be slow. The bounds are wide: what they catch would take for ever. */
class RouteCostTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static void assertUnlistedSoon(RouteTable table, String path, int times) {
    assertTimeoutPreemptively(
        SOON,
        () -> {
          for (int i = 0; i < times; i++) {
            assertThat(table.route("GET", path, path)).isEqualTo(Routed.UNLISTED);
          }
        });
  }

  /** Every path of {@code depth} segments that are each the literal {@code a} or a variable. */
  private static List<String> mixes(int depth) {
    List<String> mixes = List.of("");
    for (int i = 0; i < depth; i++) {
      List<String> longer = new ArrayList<>();
      for (String mix : mixes) {
        longer.add(mix + "/a");
        longer.add(mix + "/{v" + i + "}");
      }
      mixes = longer;
    }
    return mixes;
  }

  @Test
  void aSearchThatTurnsBackEverywhereVisitsEachRuleOnce() {
    List<String> rules = mixes(12).stream().map(path -> "GET " + path + "/end public").toList();
    RouteTable table = RouteTable.read("rules.txt", String.join("\n", rules), false);
    assertUnlistedSoon(table, "/a".repeat(12) + "/other", 200);
    assertUnlistedSoon(table, "/a".repeat(4096), 200);
  }

  @Test
  void deepRulesThatDifferInOneVariableDoNotMultiply() {
    List<String> rules = new ArrayList<>();
    for (int variable = 0; variable < 60; variable++) {
      String path = "/a".repeat(variable) + "/{x}" + "/a".repeat(60 - variable) + "/end";
      rules.add("GET " + path + " public");
    }
    RouteTable table = RouteTable.read("rules.txt", String.join("\n", rules), false);
    assertUnlistedSoon(table, "/a".repeat(61) + "/other", 2_000);
    assertUnlistedSoon(table, "/a".repeat(4096), 2_000);
  }

  @Test
  void aDeepPathNeedsNoDeepStack() throws InterruptedException {
    RouteTable table = RouteTable.read("rules.txt", "GET " + "/a".repeat(64) + "/** s:t", false);
    String path = "/a".repeat(1_000_000);
    List<Routed> answers = new ArrayList<>();
    Thread shallow =
        new Thread(null, () -> answers.add(table.route("GET", path, path)), "shallow", 128 * 1024);
    shallow.start();
    shallow.join();
    assertThat(answers).singleElement().isInstanceOf(Routed.Listed.class);
  }

  @Test
  void longSegmentsAndManyEscapesAreReadInOnePass() {
    RouteTable table = RouteTable.read("rules.txt", "GET /{a}/{b} public", false);
    assertUnlistedSoon(table, "/" + "a".repeat(8_000), 2_000);
    String uri = "/%c3%a9".repeat(1_000) + ";x=1".repeat(1_000);
    assertTimeoutPreemptively(
        SOON,
        () -> {
          for (int i = 0; i < 2_000; i++) {
            assertThat(SafePath.flaw(uri, "/a", false)).isEmpty();
          }
        });
  }
}
