package dev.latchkey.admin.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** JSON as we read it (no member twice, nothing after the end, bounded depth) and write it. */
public final class Json {
  private static final int DEEPEST = 32;

  /** Our own texts hold those of others within them. */
  private static final int DEEPEST_OWN = DEEPEST + 8;

  private static final JsonMapper MAPPER = mapper(DEEPEST);
  private static final JsonMapper OWN = mapper(DEEPEST_OWN);

  private Json() {}

  /** Numbers stay as they were written: metadata is kept, not calculated with. */
  private static JsonMapper mapper(int deepest) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(deepest).build())
            .build();
    return JsonMapper.builder(factory)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A plain value or a list of some, as JSON. */
  public static JsonNode of(Object value) {
    return OWN.valueToTree(value);
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /**
   * Reads a text that came from outside.
   *
   * @throws Problem 400, saying where it stops being JSON, without repeating it
   */
  public static JsonNode parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null ? MAPPER.missingNode() : node;
    } catch (JsonProcessingException e) {
      throw Problem.of(Problem.Kind.INVALID_BODY, "the body is not JSON" + place(e));
    }
  }

  /** Reads a text that we printed ourselves. */
  public static JsonNode own(String text) {
    try {
      return OWN.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what the store keeps is not the JSON that we wrote", e);
    }
  }

  /** The printed form of a tree. */
  public static String print(JsonNode node) {
    return node.toString();
  }

  /** RFC 3339 in UTC, or null. */
  public static void put(ObjectNode object, String name, Optional<Instant> instant) {
    if (instant.isPresent()) {
      object.put(name, instant.get().toString());
    } else {
      object.putNull(name);
    }
  }

  /** A number, with a fraction only where there is one: 60, or 2.5. */
  public static void putSeconds(ObjectNode object, String name, Duration duration) {
    if (duration.toMillisPart() == 0) {
      object.put(name, duration.toSeconds());
    } else {
      object.put(name, BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros());
    }
  }

  /** A text, or null. */
  public static void putText(ObjectNode object, String name, Optional<String> text) {
    if (text.isPresent()) {
      object.put(name, text.get());
    } else {
      object.putNull(name);
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : ": line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + duplicate(e);
  }

  /** The one mistake that a place alone does not explain. */
  private static String duplicate(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")
        ? " names a member for the second time"
        : "";
  }
}
