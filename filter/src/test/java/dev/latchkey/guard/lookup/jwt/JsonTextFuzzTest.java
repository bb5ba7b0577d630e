package dev.latchkey.guard.lookup.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import wiremock.com.fasterxml.jackson.core.StreamReadFeature;
import wiremock.com.fasterxml.jackson.databind.DeserializationFeature;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.ObjectMapper;
import wiremock.com.fasterxml.jackson.databind.json.JsonMapper;

/** What we read, Jackson reads too and alike; what only Jackson reads is what we say we refuse. */
class JsonTextFuzzTest {
  private static final List<String> REFUSED_BY_US_ALONE =
      List.of(
          "half a character in a JSON text",
          "a JSON number without end",
          "JSON nested without end",
          "not a JSON object");

  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static Stream<String> texts() {
    return Stream.of(
        "{}",
        "{\"a\":[1,-0,1.5e-3,true,false,null,\"x\"],\"b\":{\"c\":{}}}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":\"\\ud83d\\ude00\\u0000\\/\"}",
        "{\"a\":\"\\ud83d\"}",
        "{\"a\":1e400}",
        "{\"a\":123456789012345678901234567890}",
        "{ \"a\" : [ ] , \"b\" : [ [ ] ] } \r\n\t",
        "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
        "[1]",
        "{\"a\":1,}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":\u00a01}");
  }

  @MethodSource("texts")
  @DictionaryEntries({
    "{", "}", "[]", ":", ",", "\"a\":", "\\ud800", "\\u0061", "null", "-0", "1e9", "0.1", "//",
    "NaN"
  })
  @FuzzTest
  void twoReadersOfJsonAgree(@NotNull String text) {
    Object theirs;
    try {
      theirs = JACKSON.readTree(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      theirs = "refused";
    }
    try {
      Map<String, Object> ours = JsonText.object(text);
      assertThat(theirs).isInstanceOf(JsonNode.class);
      assertThat(sorted(ours)).isEqualTo(sorted(JACKSON.convertValue(theirs, Object.class)));
    } catch (IllegalArgumentException refused) {
      if (theirs instanceof JsonNode) {
        assertThat(refused.getMessage()).isIn(REFUSED_BY_US_ALONE);
      }
    }
  }

  /** A number as a double, for either reader has types of its own; null as a text. */
  private static Object sorted(@org.jspecify.annotations.Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> List.of(String.valueOf(e.getKey()), sorted(e.getValue())))
          .toList();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonTextFuzzTest::sorted).toList();
    }
    return value instanceof Number number
        ? (Object) number.doubleValue()
        : value instanceof String text
            ? "text " + text
            : String.valueOf(value).toLowerCase(java.util.Locale.ROOT);
  }
}
