package dev.latchkey.admin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.DisallowUnknownKeywordFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.Keyword;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The schemas of a document, JSON Schema 2020-12, each known by its place. They are read from the
 * whole document, so that what they refer to is found.
 */
final class Schemas {
  private static final String DOCUMENT = "https://latchkey.invalid/openapi.json";
  private static final String ECHO = "unevaluatedProperties";

  private final JsonSchemaFactory factory;
  private final SchemaValidatorsConfig config =
      SchemaValidatorsConfig.builder()
          .pathType(PathType.JSON_POINTER)
          .formatAssertionsEnabled(true)
          .locale(Locale.ENGLISH)
          .build();

  Schemas(JsonNode document) {
    Map<String, String> sources = Map.of(DOCUMENT, document.toString());
    this.factory =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder ->
                builder
                    .metaSchema(dialect(document))
                    .schemaLoaders(loaders -> loaders.schemas(sources)));
  }

  /** JSON Schema 2020-12 and the top of this document; any other keyword is a misspelling. */
  private static JsonMetaSchema dialect(JsonNode document) {
    JsonMetaSchema standard = JsonMetaSchema.getV202012();
    List<Keyword> top =
        document.properties().stream()
            .<Keyword>map(field -> new NonValidationKeyword(field.getKey()))
            .toList();
    return JsonMetaSchema.builder(standard.getIri(), standard)
        .keywords(top)
        .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
        .build();
  }

  /** What is wrong with {@code value}, for the schema at {@code pointer}; each with its pointer. */
  List<String> violations(JsonPointer pointer, JsonNode value) {
    JsonSchema schema = factory.getSchema(SchemaLocation.of(DOCUMENT + '#' + pointer), config);
    Set<ValidationMessage> messages = schema.validate(value);
    // A field that fails counts as not evaluated: report what failed, not its echo.
    boolean echoesOnly = messages.stream().allMatch(message -> message.getType().equals(ECHO));
    return messages.stream()
        .filter(message -> echoesOnly || !message.getType().equals(ECHO))
        .map(ValidationMessage::getMessage)
        .toList();
  }

  /** What is wrong with a value that travels as text, for the schema of a header or parameter. */
  List<String> violations(Place owner, String text) {
    boolean number = owner.at("schema").text("type").equals("integer") && text.matches("-?\\d+");
    JsonNode value = number ? BigIntegerNode.valueOf(new BigInteger(text)) : TextNode.valueOf(text);
    return violations(owner.pointer().appendProperty("schema"), value);
  }
}
