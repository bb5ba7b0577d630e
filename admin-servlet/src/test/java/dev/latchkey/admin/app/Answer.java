package dev.latchkey.admin.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;

/** What a call answered. */
public record Answer(String call, HttpResponse<String> response) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  public int status() {
    return response.statusCode();
  }

  public String text() {
    return response.body();
  }

  public JsonNode json() {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(call + " answered no JSON: " + text(), e);
    }
  }

  public JsonNode data() {
    return json().path("data");
  }

  /** A text of the data: {@code data("id")}. */
  public String data(String name) {
    return data().path(name).asText();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Demands a status. */
  public Answer is(int status) {
    Assertions.assertThat(status()).as("%s: %s", call, text()).isEqualTo(status);
    return this;
  }

  /** Demands a problem, by the last word of its type. */
  public Answer is(int status, String problem) {
    is(status);
    Assertions.assertThat(json().path("type").asText())
        .as("%s: %s", call, text())
        .isEqualTo("urn:latchkey:problem:" + problem);
    return this;
  }

  /** Where a problem says that the body is wrong. */
  public List<String> pointers() {
    List<String> pointers = new ArrayList<>();
    json().path("errors").forEach(error -> pointers.add(error.path("pointer").asText()));
    return pointers;
  }

  /** One member of each element of the data. */
  public List<String> each(String name) {
    List<String> texts = new ArrayList<>();
    data().forEach(element -> texts.add(element.path(name).asText()));
    return texts;
  }
}
