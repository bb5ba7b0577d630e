package dev.latchkey.samples.demo.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.samples.demo.dns.RecordType;
import dev.latchkey.samples.demo.dns.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;

/** The fields of a JSON body. Every reading refuses what it cannot use, by name. */
final class Fields {
  private static final int MOST_BYTES = 64 * 1024;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final ObjectNode body;

  private Fields(ObjectNode body) {
    this.body = body;
  }

  /** Reads a body that has no fields but those of {@code known}. */
  static Fields of(HttpServletRequest request, Set<String> known) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw Refused.invalid("", "a body has at most " + MOST_BYTES + " bytes");
    }
    ObjectNode body = parse(bytes);
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw Refused.invalid(name, "is not a field here; there are " + String.join(", ", known));
      }
    }
    return new Fields(body);
  }

  private static ObjectNode parse(byte[] bytes) throws IOException {
    try {
      if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw Refused.invalid("", "the body is not JSON, or names a field twice");
    }
    throw Refused.invalid("", "the body is a JSON object");
  }

  String text(String name) {
    JsonNode value = body.path(name);
    if (!value.isTextual()) {
      throw Refused.invalid(name, "is a text, and has to be there");
    }
    return value.asText();
  }

  int number(String name, int otherwise) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isInt()) {
      throw Refused.invalid(name, "is a whole number");
    }
    return value.asInt(otherwise);
  }

  RecordType type(String name) {
    String text = text(name);
    return Arrays.stream(RecordType.values())
        .filter(type -> type.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> Refused.invalid(name, "is one of " + Arrays.toString(RecordType.values())));
  }
}
