package dev.latchkey.guard.parse;

import static java.util.Collections.enumeration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.Presented.Malformed;
import dev.latchkey.guard.parse.Presented.Nothing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final List<String> NONE = List.of();

  private static Presented authorization(String... values) {
    return Credentials.read(enumeration(List.of(values)));
  }

  private static Presented both(List<String> authorization, String... keys) {
    return Credentials.read(enumeration(authorization), enumeration(List.of(keys)));
  }

  @Test
  void noFieldPresentsNothing() {
    assertThat(authorization()).isEqualTo(new Nothing());
    assertThat(both(NONE)).isEqualTo(new Nothing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER abc", "bEaReR    abc"})
  void theSchemeIsReadInAnyCaseAndMaySpendSpaces(String value) {
    assertThat(authorization(value)).isEqualTo(new Bearer("abc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "AZaz09", "-._~+/", "abc=", "abc==", "abc=====", "a.b.c", "lk_live_0Az", "-"})
  void aTokenIsReadToTheEnd(String token) {
    assertThat(authorization("Bearer " + token)).isEqualTo(new Bearer(token));
    assertThat(both(NONE, token)).isEqualTo(new Bearer(token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer    ",
        "bearer",
        "Bearer\tabc",
        "Bearer \tabc",
        "Bearer\u00a0abc",
        "Bearer/abc",
        "Bearer,abc",
        "Bearer=abc",
        "Bearer:abc",
        "Bearer;abc",
        "Bearer\"abc\"",
        "Bearer \"abc\"",
        "Bearer =",
        "Bearer =abc",
        "Bearer abc=d",
        "Bearer abc ",
        "Bearer abc\t",
        "Bearer abc def",
        "Bearer abc,",
        "Bearer abc, Bearer def",
        "Bearer abc,Bearer abc",
        "Bearer abc, Basic eDp5",
        "Bearer token=abc",
        "Bearer abc\u0000",
        "Bearer abc\r\nX: y",
        "Bearer abc\n",
        "Bearer \u0000",
        "Bearer abc\u007f",
        "Bearer caf\u00e9",
        "Bearer \uD83D\uDD11",
        "Bearer \uFF21",
        "Bearer abc%20",
        "Bearer abc*",
        "Bearer a:b",
        "Bearer <abc>",
      })
  void aBearerThatIsNotOneTokenIsMalformed(String value) {
    assertThat(authorization(value)).isInstanceOf(Malformed.class);
    assertThat(both(List.of(value), "key")).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", " Bearer abc", "\tBearer abc", ",", "\"Bearer\" abc", "=", "\u00e9"})
  void aFieldWithoutASchemeIsMalformed(String value) {
    assertThat(authorization(value)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic eDp5",
        "basic",
        "Digest username=\"x\", realm=\"y\"",
        "BearerX abc",
        "Bearer2 abc",
        "XBearer abc",
        "Beare abc",
        "Bearer-Token abc",
        "abc",
        "DPoP abc",
        "!odd-but-legal",
      })
  void anotherSchemePresentsNothing(String value) {
    assertThat(authorization(value)).isEqualTo(new Nothing());
    assertThat(both(List.of(value), "key")).isEqualTo(new Bearer("key"));
  }

  @Test
  void anotherSchemeMayBeLong() {
    assertThat(authorization("Negotiate " + "a".repeat(20_000))).isEqualTo(new Nothing());
  }

  @Test
  void aFieldHasAtMost4096Characters() {
    String longest = "a".repeat(4096 - "Bearer ".length());
    assertThat(authorization("Bearer " + longest)).isEqualTo(new Bearer(longest));
    assertThat(authorization("Bearer  " + longest)).isInstanceOf(Malformed.class);
    assertThat(authorization("Bearer a" + longest)).isInstanceOf(Malformed.class);
    assertThat(both(NONE, "a".repeat(4096))).isInstanceOf(Bearer.class);
    assertThat(both(NONE, "a".repeat(4097))).isInstanceOf(Malformed.class);
  }

  @Test
  void moreThanOneAuthorizationIsMalformedWhateverTheyHold() {
    assertThat(authorization("Bearer abc", "Bearer abc")).isInstanceOf(Malformed.class);
    assertThat(authorization("Basic eDp5", "Bearer abc")).isInstanceOf(Malformed.class);
    assertThat(authorization("Bearer abc", "")).isInstanceOf(Malformed.class);
    assertThat(both(List.of("Basic a", "Basic b"), "key")).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " abc",
        "abc ",
        "a,b",
        "a b",
        "\u00e9",
        "=",
        "a=b",
        "a\u0000",
        "Bearer abc"
      })
  void anApiKeyThatIsNotOneTokenIsMalformed(String value) {
    assertThat(both(NONE, value)).isInstanceOf(Malformed.class);
  }

  @Test
  void moreThanOneApiKeyIsMalformed() {
    assertThat(both(NONE, "abc", "abc")).isInstanceOf(Malformed.class);
    assertThat(both(List.of("Basic eDp5"), "abc", "")).isInstanceOf(Malformed.class);
  }

  @Test
  void aBearerAndAnApiKeyTogetherAreMalformed() {
    assertThat(both(List.of("Bearer abc"), "abc")).isInstanceOf(Malformed.class);
    assertThat(both(List.of("Bearer abc"), "")).isInstanceOf(Malformed.class);
    assertThat(both(List.of("Bearer abc"), "a", "b")).isInstanceOf(Malformed.class);
  }

  @Test
  void withoutAnApiKeyTheAuthorizationDecides() {
    assertThat(both(List.of("Bearer abc"))).isEqualTo(new Bearer("abc"));
    assertThat(both(List.of("Basic eDp5"))).isEqualTo(new Nothing());
  }

  @Test
  void nothingThatIsPrintedHoldsWhatWasSent() {
    assertThat(authorization("Bearer tell-no-one")).hasToString("Bearer[hidden]");
    assertThat(authorization("Bearer tell-no-one,").toString()).doesNotContain("tell");
    assertThat(both(NONE, "tell no one").toString()).doesNotContain("tell");
  }
}
