package dev.latchkey.guard.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.key.Scope;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static RouteTable table(String... rules) {
    return RouteTable.read("rules.txt", String.join("\n", rules), false);
  }

  private static Routed route(RouteTable table, String method, String path) {
    return table.route(method, "/app", path);
  }

  /** The scopes of the rule that covers the request, or what else became of it. */
  private static String needed(RouteTable table, String method, String path) {
    Routed routed = route(table, method, path);
    return routed instanceof Routed.Listed listed && listed.need() instanceof Need.Scoped scoped
        ? String.join(" ", scoped.all().stream().map(Scope::toString).toList())
        : routed.getClass().getSimpleName();
  }

  private static Need need(RouteTable table, String path) {
    return ((Routed.Listed) route(table, "GET", path)).need();
  }

  @Test
  void whatNoRuleCoversIsUnlisted() {
    assertThat(route(table(), "GET", "/")).isEqualTo(Routed.UNLISTED);
    assertThat(route(table("GET /a public"), "GET", "/b")).isEqualTo(Routed.UNLISTED);
  }

  @Test
  void eachWordIsANeed() {
    RouteTable table = table("* /a public", "* /b optional", "* /c authenticated");
    assertThat(need(table, "/a")).isEqualTo(new Need.Open());
    assertThat(need(table, "/b")).isEqualTo(new Need.OptionalKey());
    assertThat(need(table, "/c")).isEqualTo(new Need.AnyKey());
  }

  @Test
  void severalScopesAreNeededTogetherAndInTheirOrder() {
    RouteTable table = table("PUT /a zones:write audit:write:log");
    assertThat(needed(table, "PUT", "/a")).isEqualTo("zones:write audit:write:log");
  }

  @Test
  void theAccountThatScopesAreAskedForInIsTakenFromThePathAsItIs() {
    RouteTable table = table("GET /orgs/{org}/{zone} zones:read:{zone} a:b @{org}");
    Need.Scoped need = (Need.Scoped) need(table, "/orgs/Acme:*@x%2F/z");
    assertThat(need.account()).hasValue("Acme:*@x%2F");
    assertThat(need.all()).containsExactly(Scope.parse("zones:read:z"), Scope.parse("a:b"));
    assertThat(((Need.Scoped) need(table("GET /{a} s:t"), "/x")).account()).isEmpty();
  }

  @Test
  void anUnsafePathIsNotMatched() {
    RouteTable table = table("* /** public");
    assertThat(table.route("GET", "/app/%2e%2e/admin", "/admin")).isInstanceOf(Routed.Unsafe.class);
    assertThat(table.route("GET", "/app/a", "/a/../b")).isInstanceOf(Routed.Unsafe.class);
    assertThat(table.route("GET", "/app/a;x=1", "/a")).isInstanceOf(Routed.Listed.class);
  }

  @Test
  void pathParametersAreUnsafeWhenSwitchedOff() {
    RouteTable strict = RouteTable.read("rules.txt", "* /** public", true);
    assertThat(strict.route("GET", "/app/a;x=1", "/a")).isInstanceOf(Routed.Unsafe.class);
  }

  @Test
  void aReasonForTheLogNeverHoldsWhatWasSent() {
    Routed routed = table("* /** public").route("GET", "/secret\r\n[forged]", "/secret");
    assertThat(routed).isEqualTo(new Routed.Unsafe("a control character"));
  }

  @ParameterizedTest
  @CsvSource({
    "/zones, a:exact",
    "/zones/, a:slash",
    "/zones/1, a:one",
    "/zones/1/, Unlisted",
    "/zones/1/x, Unlisted",
    "/Zones, Unlisted",
    "/zones%2f, Unlisted",
    "/zone, Unlisted",
    "/zoness, Unlisted",
    "/, Unlisted",
  })
  void pathsAreExact(String path, String expected) {
    RouteTable table = table("GET /zones a:exact", "GET /zones/ a:slash", "GET /zones/{z} a:one");
    assertThat(needed(table, "GET", path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/zones", "/zones/", "/zones/1", "/zones/1/", "/zones/1/records/2"})
  void twoStarsCoverThePathBeforeThemAndAllBelow(String path) {
    assertThat(needed(table("GET /zones/** a:b"), "GET", path)).isEqualTo("a:b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a", "/zonesx", "/zone", "/x/zones"})
  void twoStarsCoverNothingBeside(String path) {
    assertThat(needed(table("GET /zones/** a:b"), "GET", path)).isEqualTo("Unlisted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a", "/a/", "/a/b/c"})
  void twoStarsAloneCoverEverything(String path) {
    assertThat(needed(table("GET /** a:b"), "GET", path)).isEqualTo("a:b");
  }

  @Test
  void theEmptyPathIsTheRoot() {
    assertThat(needed(table("GET / a:b"), "GET", "")).isEqualTo("a:b");
    assertThat(needed(table("GET / a:b"), "GET", "/")).isEqualTo("a:b");
  }

  @Test
  void aVariableTakesOneSegmentThatIsNotEmpty() {
    RouteTable table = table("GET /zones/{zone}/records a:b", "GET /{any} c:d");
    assertThat(needed(table, "GET", "/zones/1/records")).isEqualTo("a:b");
    assertThat(needed(table, "GET", "/zones/1/2/records")).isEqualTo("Unlisted");
    assertThat(needed(table, "GET", "/")).isEqualTo("Unlisted");
  }

  @Test
  void twoStarsBehindAVariableNeedTheVariable() {
    RouteTable table = table("GET /zones/{zone}/** a:b");
    assertThat(needed(table, "GET", "/zones/1")).isEqualTo("a:b");
    assertThat(needed(table, "GET", "/zones/1/")).isEqualTo("a:b");
    assertThat(needed(table, "GET", "/zones/")).isEqualTo("Unlisted");
    assertThat(needed(table, "GET", "/zones")).isEqualTo("Unlisted");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b/c, s:literal",
    "/a/b/d, s:lastvariable",
    "/a/x/c, s:variable",
    "/a/x/d, s:starstar",
    "/a/b, s:starstar",
    "/x/b/c, s:firstvariable",
    "/x/b/d, s:all",
    "/a/b/c/d, s:starstar",
  })
  void literalsGoBeforeVariablesAndBothBeforeTwoStarsInAnyOrder(String path, String expected) {
    List<String> rules =
        Arrays.asList(
            "GET /** s:all",
            "GET /{x}/b/c s:firstvariable",
            "GET /a/** s:starstar",
            "GET /a/*/c s:variable",
            "GET /a/b/{y} s:lastvariable",
            "GET /a/b/c s:literal");
    for (int turn = 0; turn < rules.size(); turn++) {
      Collections.rotate(rules, 1);
      assertThat(needed(table(rules.toArray(new String[0])), "GET", path)).isEqualTo(expected);
    }
  }

  @Test
  void theMostSpecificPathThatHasTheMethodWins() {
    RouteTable table = table("GET /a/b s:get", "POST /a/{x} s:post", "* /** s:any");
    assertThat(needed(table, "GET", "/a/b")).isEqualTo("s:get");
    assertThat(needed(table, "POST", "/a/b")).isEqualTo("s:post");
    assertThat(needed(table, "PUT", "/a/b")).isEqualTo("s:any");
  }

  @Test
  void aPathGoesBeforeTheSamePathWithTwoStars() {
    RouteTable table = table("GET /a/** s:below", "GET /a s:here");
    assertThat(needed(table, "GET", "/a")).isEqualTo("s:here");
    assertThat(needed(table, "GET", "/a/")).isEqualTo("s:below");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
  void aStarStandsForTheUsualMethods(String method) {
    assertThat(needed(table("* /a s:t"), method, "/a")).isEqualTo("s:t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "Get", "*", "", "GET ", "QUERY"})
  void otherMethodsAreUnlistedUnlessNamed(String method) {
    assertThat(needed(table("* /a s:t", "GET /a s:g"), method, "/a")).isEqualTo("Unlisted");
  }

  @Test
  void otherMethodsCanBeNamed() {
    RouteTable table = table("OPTIONS,M-SEARCH,TRACE,AZ_09 /a s:t");
    assertThat(needed(table, "AZ_09", "/a")).isEqualTo("s:t");
    assertThat(needed(table, "OPTIONS", "/a")).isEqualTo("s:t");
    assertThat(needed(table, "M-SEARCH", "/a")).isEqualTo("s:t");
    assertThat(needed(table, "GET", "/a")).isEqualTo("Unlisted");
  }

  @Test
  void getCoversHeadUnlessThePathListsHead() {
    RouteTable table = table("* /a s:any", "GET /a s:get", "GET /b s:get", "HEAD /b s:head");
    assertThat(needed(table, "HEAD", "/a")).isEqualTo("s:get");
    assertThat(needed(table, "POST", "/a")).isEqualTo("s:any");
    assertThat(needed(table, "HEAD", "/b")).isEqualTo("s:head");
    assertThat(needed(table, "GET", "/b")).isEqualTo("s:get");
    assertThat(needed(table("HEAD /b s:head"), "GET", "/b")).isEqualTo("Unlisted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "a:b", "*", "{zone}", "%2e%2e", "a b", "caf\u00e9", "\"", "a,b"})
  void theValueOfAVariableIsTakenAsItIs(String value) {
    RouteTable table = table("GET /zones/{zone}/records/{record}/** zones:read:{zone}");
    Need need = need(table, "/zones/" + value + "/records/7/x");
    Scope scope = new Scope("zones", "read", Optional.of(value));
    assertThat(need).isEqualTo(new Need.Scoped(List.of(scope)));
  }

  @Test
  void scopesMayTakeDifferentVariablesOrNone() {
    RouteTable table = table("GET /{a}/*/{b} x:r:{b} x:w:{a} x:p");
    assertThat(needed(table, "GET", "/one/two/three")).isEqualTo("x:r:three x:w:one x:p");
  }

  @Test
  void aRuleWithoutVariablesIsAnsweredWithWhatWasMadeAtStart() {
    RouteTable table = table("GET /a/{x} s:t u:v", "GET /b public");
    assertThat(route(table, "GET", "/a/1")).isSameAs(route(table, "GET", "/a/2"));
    assertThat(route(table, "GET", "/b")).isSameAs(route(table, "HEAD", "/b"));
  }

  @Test
  void noScopesAtAllIsNotANeed() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Need.Scoped(List.of()));
  }

  @Test
  void blankLinesAndCommentsOfAFileSayNothing() {
    RouteTable table =
        RouteTable.read(
            "rules.txt",
            "\uFEFF# routes\r\n\r\n  \t\r\n  # more\r\n \tGET \t/a  public \r\n",
            false);
    assertThat(need(table, "/a")).isEqualTo(new Need.Open());
  }

  @Test
  void rulesMayComeFromSeveralPlaces() {
    RouteTable table =
        RouteTable.of(
            List.of(
                new RouteLine("rules.txt", 1, "GET /a public"),
                new RouteLine("settings", 9, "GET /b public")),
            false);
    assertThat(need(table, "/a")).isEqualTo(need(table, "/b"));
  }
}
