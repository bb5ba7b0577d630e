package dev.latchkey.guard.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteExceptionTest {
  private static String fault(String... rules) {
    String text = String.join("\n", rules);
    RouteException refused =
        catchThrowableOfType(RouteException.class, () -> RouteTable.read("rules.txt", text, false));
    assertThat(refused).as(text).isNotNull();
    return String.valueOf(refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET                          | a part is missing",
        "GET /a                       | a part is missing",
        "/a public                    | a part is missing",
        "get /a public                | \"get\" is not a method",
        "Get /a public                | \"Get\" is not a method",
        "GET, POST /a public          | \"\" is not a method",
        ",GET /a public               | \"\" is not a method",
        "*,GET /a public              | \"*\" is not a method",
        "G@T /a public                | \"G@T\" is not a method",
        "G[T /a public                | \"G[T\" is not a method",
        "G/T /a public                | \"G/T\" is not a method",
        "G:T /a public                | \"G:T\" is not a method",
        "GE*T /a public               | \"GE*T\" is not a method",
        "GET;POST /a public           | \"GET;POST\" is not a method",
        "GET,PUT,GET /a public        | lists a method twice",
        "GET a public                 | \"a\" is not a path; a path begins with /",
        "GET * public                 | \"*\" is not a path",
        "GET /caf%C3%A9 public        | write the decoded form",
        "GET /100% public             | write the decoded form",
        "GET /a;x public              | the path has a semicolon",
        "GET /a\\b public             | the path has a backslash",
        "GET /a//b public             | the path has an empty segment",
        "GET // public                | the path has an empty segment",
        "GET /a/../b public           | the path has a dot segment",
        "GET /a/. public              | the path has a dot segment",
        "GET /a\u0007b public         | the path has a control character",
        "GET /a/**/b public           | ** is not last; write * for one segment",
        "GET /a/**/ public            | ** is not last",
        "GET /**/** public            | ** is not last",
        "GET /a/***  public           | \"***\" mixes text",
        "GET /a/b* public             | \"b*\" mixes text",
        "GET /a/*.html public         | \"*.html\" mixes text",
        "GET /a/b** public            | \"b**\" mixes text",
        "GET /a/x{y} public           | \"x{y}\" mixes text",
        "GET /a/{y}x public           | \"{y}x\" mixes text",
        "GET /a/{ public              | \"{\" mixes text",
        "GET /a/} public              | \"}\" mixes text",
        "GET /a/{} public             | {} is not a variable",
        "GET /a/{1x} public           | {1x} is not a variable",
        "GET /a/{x-y} public          | {x-y} is not a variable",
        "GET /a/{x}{y} public         | {x}{y} is not a variable",
        "GET /a/{x:[0-9]+} public     | {x:[0-9]+} is not a variable",
        "GET /{x}/{x} public          | the path has {x} twice",
        "GET /a open                  | \"open\" is not a need; write public, optional, authenticated",
        "GET /a Public                | \"Public\" is not a need",
        "GET /a zones                 | \"zones\" is not a need",
        "GET /a *                     | \"*\" is not a need",
        "GET /a public zones:read     | \"public\" does not go with other needs",
        "GET /a zones:read public     | \"public\" does not go with other needs",
        "GET /a public optional       | \"public\" does not go with other needs",
        "GET /a public # open         | \"public\" does not go with other needs",
        "GET /a zones:read # open     | it takes a line of its own",
        "GET /a zones:*               | a route needs one concrete scope",
        "GET /a *:read                | a route needs one concrete scope",
        "GET /a zones:read:*          | a route needs one concrete scope",
        "GET /a zones:read:a*         | a route needs one concrete scope",
        "GET /a zones:                | \"zones:\" is not a scope; the action",
        "GET /a :read                 | \":read\" is not a scope; the resource",
        "GET /a zones:read:           | \"zones:read:\" is not a scope; the instance",
        "GET /a z,b:read              | is not a scope; the resource",
        "GET /a zones:read:{z}        | the path has no {z}; a scope takes a variable of its path",
        "GET /{x} zones:read:{X}      | the path has no {X}",
        "GET /{x} zones:read:{}       | the path has no {}",
        "GET /* zones:read:{*}        | a route needs one concrete scope",
        "GET /{x} {x}:read            | \"{x}:read\" mixes text with { }",
        "GET /{x} zones:{x}           | \"zones:{x}\" mixes text with { }",
        "GET /{x} {x:x}               | \"{x:x}\" mixes text with { }",
        "GET /{x} zones:read:{x       | mixes text with { }",
        "GET /{x} zones:read:x}       | mixes text with { }",
        "GET /{x} zones:read:a{x}     | mixes text with { }",
        "GET /{x} zones:read:{x}:a    | mixes text with { }",
        "GET /{x} zones:{x}:{x}       | \"zones:{x}:{x}\" is not a scope; the action",
        "GET /a zones:read zones:read | \"zones:read\" is there twice",
        "GET /{x} @{x}                | \"@{x}\" goes with scopes, like: policies:read @{x}",
        "GET /{x} authenticated @{x}  | \"@{x}\" goes with scopes",
        "GET /{x} public @{x}         | \"@{x}\" goes with scopes",
        "GET /{x} s:a @{y}            | the path has no {y}; @{y} takes a variable of its path",
        "GET /{x} s:a @{X}            | the path has no {X}",
        "GET /{x} s:a @{}             | the path has no {}",
        "GET /x s:a @acme             | \"@acme\" is not an account; write a variable of the path",
        "GET /{x} s:a @x              | \"@x\" is not an account",
        "GET /{x} s:a @{x             | \"@{x\" is not an account",
        "GET /{x} s:a @{x}:b          | \"@{x}:b\" is not an account",
        "GET /{x} s:a @               | \"@\" is not an account",
        "GET /{x} @{x} s:a            | \"@{x}\" is not last; the account follows all scopes, once",
        "GET /{x} s:a @{x} @{x}       | \"@{x}\" is not last; the account follows all scopes, once",
        "GET /{x} s:a @{x} public     | \"@{x}\" is not last; the account follows all scopes, once",
      })
  void aMalformedRuleIsNamedWithItsPlaceAndWhatIsWrong(String rule, String fault) {
    assertThat(fault("# rules", "", rule)).startsWith("rules.txt:3: ").contains(fault);
  }

  @Test
  void everyMalformedRuleIsNamed() {
    assertThat(fault("get /a public", "GET /b public", "GET c public").lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("rules.txt:1: "),
            second -> assertThat(second).startsWith("rules.txt:3: "));
  }

  @Test
  void twoRulesForTheSameRequestsAreNamedBoth() {
    assertThat(fault("GET /a/{x}/** s:a", "", "PUT,GET /a/{y}/** s:b"))
        .startsWith("rules.txt:3: the same path as rules.txt:1 for GET; ");
    assertThat(fault("* /a/{x} s:a", "* /a/* s:b"))
        .startsWith("rules.txt:2: the same path as rules.txt:1 for *; ");
    assertThat(fault("HEAD /a public", "HEAD /a public")).contains("rules.txt:1 for HEAD");
  }

  @Test
  void twoRulesThatAreAlikeInDifferentPlacesAreNamedBoth() {
    List<RouteLine> lines =
        List.of(
            new RouteLine("rules.txt", 4, "GET /a public"),
            new RouteLine("settings", 7, "GET /a s:t"));
    assertThatExceptionOfType(RouteException.class)
        .isThrownBy(() -> RouteTable.of(lines, false))
        .withMessageStartingWith("settings:7: the same path as rules.txt:4 for GET");
  }

  @Test
  void rulesThatDifferInMethodOrSlashOrReachAreNotAmbiguous() {
    String text =
        """
        GET /a public
        HEAD /a public
        * /a public
        POST /a public
        GET /a/ public
        GET /a/** public
        GET /a/* public
        """;
    assertThat(RouteTable.read("rules.txt", text, false)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "# off"})
  void aRuleOfItsOwnIsNotToBeEmpty(String text) {
    List<RouteLine> lines = List.of(new RouteLine("settings", 2, text));
    assertThatExceptionOfType(RouteException.class)
        .isThrownBy(() -> RouteTable.of(lines, false))
        .withMessageStartingWith("settings:2: a part is missing");
  }

  @Test
  void aRuleIsNotToBeDeeperThanAStackIsSafe() {
    assertThat(fault("GET " + "/a".repeat(65) + " public")).contains("65 segments", "at most 64");
    String deepest = "GET " + "/a".repeat(64) + "/** public";
    assertThat(RouteTable.read("rules.txt", deepest, false)).isNotNull();
  }
}
