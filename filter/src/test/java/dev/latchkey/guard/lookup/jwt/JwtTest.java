package dev.latchkey.guard.lookup.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTest {
  private static final String HEADER = "{\"alg\":\"ES256\"}";

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String token(String header, String claims) {
    return part(header) + "." + part(claims) + ".c2ln";
  }

  private static void malformed(String token) {
    assertThat(Jwt.read(token)).isInstanceOf(Reading.Malformed.class);
  }

  @Test
  void aWellFormedTokenIsReadWithoutBeingBelieved() {
    Jwt jwt =
        (Jwt)
            Jwt.read(token("{\"alg\":\"none\",\"typ\":\"application/AT+JWT\"}", "{\"iss\":\"x\"}"));
    assertThat(jwt.algorithm()).isEqualTo("none");
    assertThat(jwt.type()).isEqualTo("at+jwt");
    assertThat(jwt.claims().text("iss")).hasValue("x");
    assertThat(jwt).hasToString("Jwt[hidden]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eyJ", "abc", "lk_live_x", "SG.a.b", "ZXlK.e30.c2ln"})
  void aTextOfAnotherFormIsNoJwt(String text) {
    assertThat(Jwt.read(text)).isEqualTo(Reading.NOT_JWT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"crit\":[\"exp\"]",
        "\"b64\":false",
        "\"zip\":\"DEF\"",
        "\"enc\":\"A256GCM\"",
        "\"jku\":\"https://evil.example\"",
        "\"jwk\":{}",
        "\"x5u\":\"https://evil.example\"",
        "\"x5c\":[]",
        "\"alg\":\"RS256\"",
        "\"typ\":1",
        "\"kid\":{}",
        "\"\\u0061lg\":\"none\""
      })
  void aHeaderThatSaysHowItIsToBeVerifiedIsRefused(String member) {
    malformed(token("{\"alg\":\"ES256\"," + member + "}", "{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "[]",
        "\"x\"",
        "1",
        "null",
        "",
        "{",
        "{} {}",
        "{}x",
        "{'a':1}",
        "{a:1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "// x\n{}",
        "{\"a\":1,}",
        "{\"a\":1;\"b\":2}",
        "{\"a\"=1}"
      })
  void claimsThatAreNoJsonObjectInOneWayAreRefused(String claims) {
    malformed(token(HEADER, claims));
  }

  @Test
  void nestingWithoutEndIsRefused() {
    malformed(token(HEADER, "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}"));
  }

  @Test
  void partsAreWrittenInTheOneWayThereIs() {
    String good = token(HEADER, "{}");
    malformed(good + "=");
    malformed(good.replace("e30", "e31"));
    malformed(good.replace("e30", "e30="));
    malformed(good.replace("e30", "e3+"));
    malformed(good.replace(".e30.", "..").replace("..", ".."));
    malformed(part(HEADER) + ".e30");
    malformed(good + ".e30");
    malformed(good + ".e30.e30");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "1e400", "253402300800", "\"1\"", "true", "null", "[1]", "9e999999999"})
  void aDateIsANumberThatSomebodyCouldMean(String value) {
    String text = token(HEADER, "{\"exp\":" + value + "}");
    Reading reading = Jwt.read(text);
    if (reading instanceof Jwt jwt) {
      org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
          .isThrownBy(() -> jwt.claims().date("exp"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "e3~", "e", "e3/", "e30=e30"})
  void whyNeverHoldsACharacterOfTheToken(String claims) {
    assertThat(Jwt.read(part(HEADER) + "." + claims + ".c2ln"))
        .isEqualTo(new Reading.Malformed("not base64url"));
  }
}
