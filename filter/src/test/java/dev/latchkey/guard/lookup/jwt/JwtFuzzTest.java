package dev.latchkey.guard.lookup.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wiremock.com.fasterxml.jackson.core.StreamReadFeature;
import wiremock.com.fasterxml.jackson.databind.DeserializationFeature;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.ObjectMapper;
import wiremock.com.fasterxml.jackson.databind.json.JsonMapper;

/** Whatever is read as a JWT, another reader reads in the same way; all else is refused as such. */
class JwtFuzzTest {
  private static final List<String> BRING_A_KEY =
      List.of("crit", "b64", "zip", "enc", "jku", "jwk", "x5u", "x5c");

  /** A reader of JSON that has nothing in common with ours. */
  private static final ObjectMapper OTHER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static Stream<String> tokens() {
    return JwtVectors.all().map(JwtVectors.Vector::token);
  }

  static Stream<Arguments> parts() {
    String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}";
    return Stream.of(
            "{\"iss\":\"https://id.example\",\"aud\":[\"api\"],\"exp\":1767225600,\"scope\":\"a\"}",
            "{\"exp\":1e-400,\"nbf\":-0.0,\"iat\":1E9,\"aud\":\"x\"}",
            "{\"a\":{\"b\":[true,null,1.5,\"\\u0000\"]},\"exp\":\"1\"}",
            "[]")
        .map(claims -> Arguments.of(bytes(header), bytes(claims), bytes("signature")));
  }

  @MethodSource("tokens")
  @FuzzTest
  void aTextIsNoJwtOrMalformedOrReadAlikeByOthers(@NotNull String token) throws Exception {
    Reading reading = Jwt.read(token);
    if (reading instanceof Jwt jwt) {
      assertReadAlike(token, jwt);
      assertOnlyRefuses(jwt.header());
      assertOnlyRefuses(jwt.claims());
    } else if (reading instanceof Reading.NotJwt) {
      assertThat(Jwt.isForm(token)).isFalse();
    }
  }

  /** The same, behind base64url, which keeps mutations from the JSON. */
  @MethodSource("parts")
  @DictionaryEntries({
    "{}",
    "[]",
    "null",
    "1e999",
    "-0",
    "\\u0061",
    "\"alg\":",
    "\"none\"",
    "\"kid\":",
    "\"exp\":",
    "\"crit\":",
    "\"enc\":",
    "\"jwk\":",
    "\"aud\":",
    "/**/",
    "NaN",
    "\uFEFF",
    "''",
    "\",\""
  })
  @FuzzTest
  void soIsATokenOfAnyThreeParts(
      byte @NotNull [] header, byte @NotNull [] claims, byte @NotNull [] signature)
      throws Exception {
    aTextIsNoJwtOrMalformedOrReadAlikeByOthers(
        Base64URL.encode(header)
            + "."
            + Base64URL.encode(claims)
            + "."
            + Base64URL.encode(signature));
  }

  private static void assertReadAlike(String token, Jwt jwt) throws Exception {
    List<String> parts = List.of(token.split("\\.", -1));
    JsonNode header = OTHER.readTree(new Base64URL(parts.get(0)).decode());
    JsonNode claims = OTHER.readTree(new Base64URL(parts.get(1)).decode());
    assertThat(header.path("alg").textValue()).isEqualTo(jwt.algorithm());
    assertThat(header.path("kid").textValue()).isEqualTo(jwt.header().text("kid").orElse(null));
    assertThat(List.copyOf(names(header))).doesNotContainAnyElementsOf(BRING_A_KEY);
    assertAlike(claims, jwt.claims());
    assertThat(parts)
        .allMatch(part -> Base64URL.encode(new Base64URL(part).decode()).toString().equals(part));
    if (isSigned(jwt) && !hasOddMembers(header)) {
      JWSObject nimbus = JWSObject.parse(token);
      assertThat(nimbus.getHeader().getAlgorithm().getName()).isEqualTo(jwt.algorithm());
      assertThat(nimbus.getHeader().getKeyID()).isEqualTo(jwt.header().text("kid").orElse(null));
      assertThat(nimbus.getSigningInput()).isEqualTo(jwt.signed());
      assertThat(nimbus.getSignature().decode()).isEqualTo(jwt.signature());
    }
  }

  /** Each kind pins its algorithms, so {@code none} and no signature are theirs to refuse. */
  private static boolean isSigned(Jwt jwt) {
    return !jwt.algorithm().equals("none") && jwt.signature().length > 0;
  }

  /** Nobody here reads these, whatever they hold; Nimbus wants them to be texts. */
  private static boolean hasOddMembers(JsonNode header) {
    return Stream.of("cty", "x5t", "x5t#S256").anyMatch(name -> header.has(name));
  }

  private static void assertAlike(JsonNode other, JsonObject json) {
    for (String name : names(other)) {
      assertThat(json.has(name)).isTrue();
      JsonNode value = other.get(name);
      if (value.isTextual()) {
        assertThat(json.text(name)).hasValue(value.textValue());
      }
      if (value.isObject()) {
        assertAlike(value, json.object(name).orElseThrow());
      }
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A member of another type than the one asked for is refused, and nothing else happens. */
  private static void assertOnlyRefuses(JsonObject json) {
    for (String name : List.of("alg", "kid", "iss", "aud", "exp", "a")) {
      onlyRefuses(() -> json.text(name));
      onlyRefuses(() -> json.texts(name));
      onlyRefuses(() -> json.object(name));
      onlyRefuses(
          () ->
              json.date(name)
                  .ifPresent(
                      date ->
                          assertThat(date)
                              .isBetween(Instant.EPOCH, Instant.ofEpochSecond(253_402_300_799L))));
    }
  }

  private static void onlyRefuses(Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException declared) {
      assertThat(declared.getMessage()).isNotNull();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
