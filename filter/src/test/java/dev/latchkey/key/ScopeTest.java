package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
  private static boolean covers(String held, Scope needed) {
    return Scope.parse(held).covers(needed);
  }

  private static boolean covers(String held, String needed) {
    return covers(held, Scope.parse(needed));
  }

  private static Scope zone(String instance) {
    return new Scope("zones", "read", Optional.of(instance));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zones:read",
        "*:*",
        "zones:*",
        "*:read",
        "a.b_c-D9:read",
        "zones:read:example.com",
        "zones:read:a:b:c",
        "zones:read:*.example.com",
        "zones:read::",
        "*:*:x"
      })
  void aScopeIsPrintedAsItIsRead(String text) {
    assertThat(Scope.parse(text)).hasToString(text);
    assertThat(Scope.parse(text).isGrantable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``              | a scope is resource:action, like zones:read",
        "zones           | a scope is resource:action, like zones:read",
        "*               | a scope is resource:action, like zones:read",
        ":read           | the resource of a scope takes A-Z a-z 0-9 . _ - or is a single *",
        "zo nes:read     | the resource of a scope takes A-Z a-z 0-9 . _ - or is a single *",
        "zone*:read      | the resource of a scope takes A-Z a-z 0-9 . _ - or is a single *",
        "**:read         | the resource of a scope takes A-Z a-z 0-9 . _ - or is a single *",
        "zönes:read      | the resource of a scope takes A-Z a-z 0-9 . _ - or is a single *",
        "zones:          | the action of a scope takes A-Z a-z 0-9 . _ - or is a single *",
        "zones::x        | the action of a scope takes A-Z a-z 0-9 . _ - or is a single *",
        "zones:re/ad     | the action of a scope takes A-Z a-z 0-9 . _ - or is a single *",
        "zones:read:*    | leave the instance out to reach every one: zones:read, not zones:read:*",
        "zones:read:     | the instance of a scope takes printable ASCII without space, quote or"
            + " backslash",
        "zones:read:a\"b | the instance of a scope takes printable ASCII without space, quote or"
            + " backslash",
        "zones:read:a\\b | the instance of a scope takes printable ASCII without space, quote or"
            + " backslash",
        "zones:read:a b  | the instance of a scope takes printable ASCII without space, quote or"
            + " backslash",
        "zones:read:é    | the instance of a scope takes printable ASCII without space, quote or"
            + " backslash"
      })
  void whatIsNoScopeIsRefusedSayingWhatWouldBe(String text, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Scope.parse(text)).withMessage(message);
  }

  @Test
  void aScopeHasAtMost255Characters() {
    String longest = "zones:read:" + "x".repeat(244);
    assertThat(Scope.parse(longest)).hasToString(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scope.parse(longest + "x"))
        .withMessage("a scope has at most 255 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "zones:read, zones:read",
    "zones:read, zones:read:example.com",
    "zones:*,    zones:read",
    "zones:*,    zones:*",
    "zones:*,    zones:read:example.com",
    "*:read,     zones:read",
    "*:*,        zones:read:example.com",
    "*:*,        *:*",
    "*:*,        zones:*",
    "zones:read:a, zones:read:a",
    "zones:*:a,  zones:read:a",
    "*:*:a,      zones:read:a"
  })
  void aScopeCoversWhatItSays(String held, String needed) {
    assertThat(covers(held, needed)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "zones:read,   zones:write",
    "zones:read,   keys:read",
    "zones:read,   Zones:read",
    "zones:read,   zones:*",
    "zones:read,   *:read",
    "zones:*,      *:*",
    "*:read,       *:*",
    "zones:*,      keys:read",
    "*:read,       zones:write",
    "zones:read:a, zones:read",
    "zones:read:a, zones:read:b",
    "zones:read:a, zones:read:A",
    "zones:read:a, zones:read:a:b",
    "zones:read:a:b, zones:read:a",
    "*:*:a,        zones:read",
    "zone:read,    zones:read"
  })
  void aScopeCoversNothingElse(String held, String needed) {
    assertThat(covers(held, needed)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "**", "a:b", "a*", "", " ", "\"", "é", "../x"})
  void anInstanceFromAPathIsOpaque(String instance) {
    assertThat(covers("zones:read:example.com", zone(instance))).isFalse();
    assertThat(zone(instance).covers(zone("example.com"))).isFalse();
    assertThat(zone(instance).covers(Scope.parse("zones:read"))).isFalse();
    assertThat(zone(instance).covers(zone(instance))).isTrue();
    assertThat(covers("zones:read", zone(instance))).isTrue();
  }

  @Test
  void aStarInsideAGrantedInstanceIsAStar() {
    assertThat(covers("zones:read:*.example.com", zone("www.example.com"))).isFalse();
    assertThat(covers("zones:read:*.example.com", zone("*.example.com"))).isTrue();
  }

  @Test
  void revealingIsCoveredOnlyByItsName() {
    for (String wildcard : List.of("*:*", "apikeys:*", "*:reveal")) {
      assertThat(covers(wildcard, Scope.REVEAL)).isFalse();
      assertThat(covers(wildcard, "apikeys:reveal:key_0123456789AB")).isFalse();
    }
    assertThat(covers("apikeys:reveal", Scope.REVEAL)).isTrue();
    assertThat(covers("apikeys:reveal", "apikeys:reveal:x")).isTrue();
    assertThat(covers("apikeys:reveal:x", Scope.REVEAL)).isFalse();
    assertThat(covers("apikeys:reveal:x", "apikeys:reveal:x")).isTrue();
  }

  @Test
  void aWildcardThatWouldNotRevealDoesNotBecomeOneThatDoes() {
    assertThat(covers("apikeys:*", "apikeys:*")).isTrue();
    assertThat(covers("apikeys:reveal", "apikeys:*")).isFalse();
  }

  @Test
  void onlyWhatCouldBeReadBackCouldBeGranted() {
    for (String instance : List.of("*", "", "a b", "\"", "é", "x".repeat(245))) {
      assertThat(zone(instance).isGrantable()).isFalse();
    }
    assertThat(zone("x".repeat(244)).isGrantable()).isTrue();
    assertThat(zone("a:*").isGrantable()).isTrue();
  }

  @Test
  void aScopeTokenIsPrintableAsciiWithoutSpaceQuoteAndBackslash() {
    assertThat(Scope.isScopeToken("!#[]~az09")).isTrue();
    for (String text : List.of("", " ", "a b", "\"", "\\", "\t", "\u007f", "é", "\0")) {
      assertThat(Scope.isScopeToken(text)).isFalse();
    }
  }

  @Test
  void scopesAreReadAndPrintedWithSpacesBetweenThemEachOnce() {
    Scopes scopes = Scopes.parse("  zones:read keys:write   zones:read ");
    assertThat(scopes).hasToString("zones:read keys:write");
    assertThat(Scopes.parse("")).isEqualTo(Scopes.NONE);
    assertThatIllegalArgumentException().isThrownBy(() -> Scopes.parse("zones:read,keys:read"));
    assertThatIllegalArgumentException().isThrownBy(() -> Scopes.parse("zones:read\tkeys:read"));
  }

  @Test
  void scopesCoverWhatOneOfThemCovers() {
    Scopes scopes = Scopes.parse("zones:read keys:*");
    assertThat(scopes.cover(Scope.parse("keys:write"))).isTrue();
    assertThat(scopes.cover(Scope.parse("zones:write"))).isFalse();
    assertThat(scopes.cover(Scope.parse("*:*"))).isFalse();
    assertThat(Scopes.NONE.cover(Scope.parse("zones:read"))).isFalse();
    assertThat(scopes.missing(Scopes.parse("keys:read zones:write apikeys:reveal")))
        .containsExactly(Scope.parse("zones:write"), Scope.REVEAL);
  }

  @Test
  void whatTwoListsShareIsTheNarrowerOfEachTwoThatOverlap() {
    Scopes one = Scopes.parse("zones:* records:read");
    Scopes other = Scopes.parse("zones:read:a records:* users:read");

    assertThat(one.shared(other)).hasToString("records:read zones:read:a");
    assertThat(other.shared(Scopes.NONE)).isEqualTo(Scopes.NONE);
  }

  @Test
  void whatTwoListsShareIsWhatTheyHaveInCommonWhereNeitherIsTheNarrower() {
    assertThat(Scopes.parse("zones:*").shared(Scopes.parse("*:read"))).hasToString("zones:read");
    assertThat(Scopes.parse("*:read:a").shared(Scopes.parse("zones:*")))
        .hasToString("zones:read:a");
    assertThat(Scopes.parse("zones:*:a").shared(Scopes.parse("*:read:b"))).isEqualTo(Scopes.NONE);
    assertThat(Scopes.parse("apikeys:*").shared(Scopes.parse("*:reveal"))).isEqualTo(Scopes.NONE);
  }
}
