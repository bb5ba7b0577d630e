package dev.latchkey.guard.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules are read or refused with their line; a request is always answered, and in one way. */
class RouteTableFuzzTest {
  private static final String RULES =
      """
      GET      /zones/{zone}/**  zones:read:{zone}
      PUT,POST /zones/{zone}     zones:write:{zone} audit:write
      *        /health           public
      *        /                 public
      GET      /a/*/c            a:read
      GET      /a/b/**           a:write
      OPTIONS  /**               optional
      """;

  private static final Pattern ESCAPED =
      Pattern.compile("(?i)%(2f|5c|3b|[01][0-9a-f]|7f|u|c2%[89])");

  static Stream<Arguments> rulesAndRequests() {
    return Stream.of(
        Arguments.of(RULES, "GET", "/zones/example.com/records"),
        Arguments.of("GET /{a}/{a} x:y:{a}", "GET", "/"),
        Arguments.of("\uFEFF# note\n\n * /x/** authenticated", "PATCH", "/x"),
        Arguments.of("GET /x x:y\nGET /x/** x:z\n* /{v} x:w:{v}", "HEAD", "/x/"),
        Arguments.of("get x y", "", ""));
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("GET", "/app/zones/a", "/zones/a", false),
        Arguments.of("GET", "/zones/%2e%2e/x", "/zones/../x", false),
        Arguments.of("GET", "/zones;x=1/a", "/zones/a", true),
        Arguments.of("GET", "/a%2fb/c", "/a/b/c", false),
        Arguments.of("PUT", "/zones/%C3%A9", "/zones/é", false),
        Arguments.of("GET", "http://host/health", "/health", false),
        Arguments.of("OPTIONS", "*", "", false),
        Arguments.of("GET", "/zones//a", "/zones//a", false),
        Arguments.of("GET", "/x%c2%85", "/x\u0085", false));
  }

  @MethodSource("rulesAndRequests")
  @DictionaryEntries({"GET", "/**", "/{a}", "{a}", "*", ",", "public", "optional", "a:b:{a}", "#"})
  @FuzzTest
  void rulesAreRefusedByLineOrMeanTheSameInAnyOrder(
      @NotNull String rules, @NotNull String method, @NotNull String path) {
    List<RouteLine> lines = RouteLine.read("rules", rules);
    Optional<RouteTable> table = table(lines);
    List<RouteLine> backwards = new ArrayList<>(lines);
    Collections.reverse(backwards);
    Optional<RouteTable> other = table(backwards);
    assertThat(other.isPresent()).isEqualTo(table.isPresent());
    if (table.isPresent()) {
      assertThat(other.orElseThrow().route(method, "/", path))
          .isEqualTo(table.get().route(method, "/", path));
    }
  }

  @MethodSource("requests")
  @DictionaryEntries({"..", "%2e", "%2f", "%5c", ";", "//", "/./", "%c0%ae", "%u002e", "\\"})
  @FuzzTest
  void aPathThatTwoReadersCouldTakeForTwoIsNeverListed(
      @NotNull String method, @NotNull String raw, @NotNull String path, boolean parameters) {
    RouteTable table = RouteTable.read("rules", RULES, parameters);
    if (table.route(method, raw, path) instanceof Routed.Listed) {
      assertPlain(path);
      assertThat(raw).doesNotContainPattern(ESCAPED).doesNotContain("\\", "?", "#");
      assertThat(List.of(raw.split("/", -1))).noneMatch(RouteTableFuzzTest::isDots);
      assertThat(parameters && raw.indexOf(';') >= 0).isFalse();
    }
  }

  private static Optional<RouteTable> table(List<RouteLine> lines) {
    try {
      return Optional.of(RouteTable.of(lines, false));
    } catch (RouteException declared) {
      assertThat(declared.getMessage()).startsWith("rules:");
      return Optional.empty();
    }
  }

  private static void assertPlain(String path) {
    assertThat(path).doesNotContain("\\", ";", "//", "\uFFFD", "\u2028", "\u2029");
    assertThat(path.chars().noneMatch(Character::isISOControl)).isTrue();
    assertThat(List.of(path.split("/", -1))).doesNotContain(".", "..");
  }

  /** As a reader sees it that first drops parameters and then decodes, or the other way round. */
  private static boolean isDots(String segment) {
    String name = segment.replaceAll("(?i)%2e", ".").replaceFirst(";.*", "");
    return name.equals(".") || name.equals("..");
  }
}
