package dev.latchkey.admin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.latchkey.admin.contract.Outline.Example;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code openapi.json} must be, whatever it says. */
class OpenApiDocumentTest {
  private static final Place ROOT = Place.rootOf(OpenApiContract.document());
  private static final Schemas SCHEMAS = new Schemas(ROOT.document());
  private static final Outline OUTLINE = new Outline(ROOT);

  /** Objects whose fields are the app's, or the journal's, to choose. */
  private static final Set<String> FREE = Set.of("metadata", "detail");

  @Test
  void everyOperationSaysWhatItIs() {
    Set<String> tags = new HashSet<>();
    ROOT.at("tags").elements().forEach(tag -> tags.add(tag.text("name")));
    Set<String> ids = new HashSet<>();

    assertThat(OUTLINE.operations())
        .hasSize(44)
        .allSatisfy(
            operation -> {
              assertThat(operation.place().text("summary")).isNotEmpty();
              assertThat(ids.add(operation.place().text("operationId"))).isTrue();
              assertThat(operation.place().node().path("security").isArray()).isTrue();
              assertThat(operation.place().node().path("tags")).hasSize(1);
              assertThat(tags).contains(operation.place().node().at("/tags/0").asText());
            });
  }

  @Test
  void everyOperationDeclaresTheProblemsThatItCanHave() {
    assertThat(OUTLINE.operations())
        .allSatisfy(
            operation -> {
              boolean guarded = !operation.place().node().path("security").isEmpty();
              boolean hasBody = operation.body().exists();
              assertThat(operation.answers(400)).isTrue();
              assertThat(operation.answers(401)).isEqualTo(guarded);
              assertThat(operation.answers(403)).isEqualTo(guarded);
              assertThat(operation.answers(404)).isEqualTo(namesWhatMayBeMissing(operation));
              assertThat(operation.answers(412)).isEqualTo(operation.takes("If-Match"));
              assertThat(operation.answers(413)).isEqualTo(hasBody);
              assertThat(operation.answers(415)).isEqualTo(hasBody);
              assertThat(operation.answers(503)).isEqualTo(asksTheStore(operation));
            });
  }

  @Test
  void everyWriteCanWaitForTheNodes() {
    assertThat(OUTLINE.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.takes("wait")).isEqualTo(changesWhatNodesKnow(operation)));
  }

  @Test
  void whatCanBeAskedAgainCanAlsoBeInConflict() {
    assertThat(OUTLINE.operations())
        .filteredOn(operation -> operation.takes("Idempotency-Key"))
        .hasSize(2)
        .allSatisfy(operation -> assertThat(operation.answers(409)).isTrue());
  }

  @Test
  void everyVariableOfAPathIsDeclared() {
    assertThat(OUTLINE.operations())
        .allSatisfy(
            operation -> {
              List<String> declared =
                  operation.parameters().stream()
                      .filter(parameter -> parameter.text("in").equals("path"))
                      .map(parameter -> '{' + parameter.text("name") + '}')
                      .toList();
              assertThat(PathTemplate.parse(operation.path()).segments())
                  .filteredOn(segment -> segment.startsWith("{"))
                  .containsExactlyElementsOf(declared);
            });
  }

  @Test
  void noResponseMayBeCachedButThatOfThePublishedKeys() {
    assertThat(OUTLINE.operations())
        .filteredOn(operation -> !operation.path().equals("/.well-known/jwks.json"))
        .flatMap(operation -> operation.place().at("responses").entries().values())
        .allSatisfy(
            response ->
                assertThat(response.at("headers", "Cache-Control"))
                    .hasToString("#/components/headers/NoStore"));
  }

  @Test
  void everythingReferredToIsThereAndEverythingThereIsReferredTo() {
    Set<String> referred = new TreeSet<>(ROOT.document().findValuesAsText("$ref"));
    Set<String> there = new TreeSet<>();
    for (Place kind : ROOT.at("components").entries().values()) {
      kind.entries().keySet().forEach(name -> there.add(kind + "/" + name));
    }

    assertThat(there).containsAll(referred);
    there.removeAll(referred);
    assertThat(there)
        .containsExactly(
            "#/components/responses/MethodNotAllowed",
            "#/components/securitySchemes/basic",
            "#/components/securitySchemes/bearer");
  }

  @Test
  void everySchemaIsOneOfJsonSchema202012() {
    JsonSchema schemaOfSchemas =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SchemaId.V202012));

    assertThat(OUTLINE.schemas())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            pointer -> assertThat(schemaOfSchemas.validate(ROOT.document().at(pointer))).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsOneOfItsSchema(Example example) {
    assertThat(SCHEMAS.violations(example.schema(), example.value())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aFieldThatIsNotDeclaredIsRefusedAnywhereInAnExample(Example example) {
    JsonNode value = example.value().deepCopy();
    for (ObjectNode object : closedObjects(value)) {
      object.put("surprise", 1);
      assertThat(SCHEMAS.violations(example.schema(), value))
          .anySatisfy(violation -> assertThat(violation).contains("surprise"));
      object.remove("surprise");
    }
  }

  static List<Example> examples() {
    return OUTLINE.examples();
  }

  private static List<ObjectNode> closedObjects(JsonNode value) {
    List<ObjectNode> objects = new ArrayList<>();
    if (value instanceof ObjectNode object) {
      objects.add(object);
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (!FREE.contains(field.getKey())) {
        objects.addAll(closedObjects(field.getValue()));
      }
    }
    if (value.isArray()) {
      value.forEach(element -> objects.addAll(closedObjects(element)));
    }
    return objects;
  }

  /** Creating an account is the one call on a thing that needs nothing to be there. */
  /** A caller's own key may be missing too: a trusted issuer may keep it. */
  private static boolean namesWhatMayBeMissing(Operation operation) {
    return operation.path().equals("/v1/apikeys/self")
        || (operation.path().contains("{")
            && !operation.place().text("operationId").equals("putAccount"));
  }

  /** Two calls are a POST because of what they carry or note, not because of what they change. */
  private static boolean changesWhatNodesKnow(Operation operation) {
    return !operation.method().equals("get")
        && !Set.of("introspectToken", "revealSecret")
            .contains(operation.place().text("operationId"));
  }

  private static boolean asksTheStore(Operation operation) {
    return !operation.path().equals("/openapi.json");
  }
}
