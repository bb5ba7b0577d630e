package dev.latchkey.admin.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Checks a body against the content types that a request or a response declares. */
final class Bodies {
  /** Strict: a member that is given twice, or anything after the end, is an error. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

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
    String type = message.mediaType().orElse("no Content-Type");
    Place content = owner.at("content", type);
    if (!content.exists()) {
      return List.of(": " + type + " is not declared");
    }
    try {
      JsonNode body = JSON.readTree(message.body());
      return schemas.violations(content.pointer().appendProperty("schema"), body).stream()
          .map(violation -> ' ' + violation)
          .toList();
    } catch (JsonProcessingException e) {
      return List.of(": is not JSON, " + e.getOriginalMessage());
    }
  }
}
