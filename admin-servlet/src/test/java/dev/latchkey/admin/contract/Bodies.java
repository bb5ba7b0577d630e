package dev.latchkey.admin.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks a body against the content types that a request or a response declares. */
final class Bodies {
  /** Strict: a member that is given twice, or anything after the end, is an error. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String FORM = "application/x-www-form-urlencoded";

  private final Schemas schemas;

  Bodies(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * What is wrong with the body of {@code message}.
   *
   * @param owner what declares {@code content}
   */
  List<String> violations(Place owner, Message message) {
    if (!owner.at("content").exists()) {
      return message.body().isEmpty() ? List.of() : List.of(": is not declared");
    }
    String type = message.mediaType().orElse("no Content-Type");
    Place content = owner.at("content", type);
    if (!content.exists()) {
      return List.of(": " + type + " is not declared");
    }
    try {
      JsonNode body = type.equals(FORM) ? form(message.body()) : JSON.readTree(message.body());
      return schemas.violations(content.pointer().appendProperty("schema"), body).stream()
          .map(violation -> ' ' + violation)
          .toList();
    } catch (JsonProcessingException e) {
      return List.of(": is not JSON, " + e.getOriginalMessage());
    }
  }

  /** A form as the object of texts that its schema describes; a name that comes twice is none. */
  private static JsonNode form(String body) {
    ObjectNode form = JSON.createObjectNode();
    for (String pair : body.split("&")) {
      String[] parts = pair.split("=", 2);
      String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
      String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      if (form.has(name)) {
        form.putArray(name);
      } else {
        form.put(name, value);
      }
    }
    return form;
  }
}
