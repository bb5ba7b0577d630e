package dev.latchkey.admin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a document holds: its operations, and every schema and example wherever it stands. */
final class Outline {
  private final List<Operation> operations = new ArrayList<>();
  private final List<JsonPointer> schemas = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();

  Outline(Place root) {
    root.at("paths").entries().forEach(this::readPath);
    root.at("components", "schemas").entries().values().forEach(s -> schemas.add(s.pointer()));
    walk(root);
  }

  List<Operation> operations() {
    return operations;
  }

  /** Every schema that stands by itself; those inside of others are not listed. */
  List<JsonPointer> schemas() {
    return schemas;
  }

  List<Example> examples() {
    return examples;
  }

  private void readPath(String path, Place item) {
    item.entries().entrySet().stream()
        .filter(entry -> !entry.getKey().equals("parameters"))
        .map(entry -> new Operation(entry.getKey(), path, item, entry.getValue()))
        .forEach(operations::add);
  }

  private void walk(Place place) {
    JsonNode node = place.node();
    if (node.has("schema")) {
      JsonPointer schema = place.pointer().appendProperty("schema");
      schemas.add(schema);
      shown(place).forEach(value -> examples.add(new Example(schema, value)));
    } else if (node.path("examples").isArray()) {
      node.path("examples").forEach(value -> examples.add(new Example(place.pointer(), value)));
    }
    node.properties().forEach(field -> walkInto(place, field));
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      walk(new Place(place.document(), place.pointer().appendIndex(i)));
    }
  }

  /** Goes where the document itself goes: a reference is not followed, an example holds nothing. */
  private void walkInto(Place place, Map.Entry<String, JsonNode> field) {
    if (!field.getKey().equals("example") && !field.getKey().equals("examples")) {
      walk(new Place(place.document(), place.pointer().appendProperty(field.getKey())));
    }
  }

  /** The examples beside a schema. */
  private static Stream<JsonNode> shown(Place place) {
    Stream<JsonNode> named =
        place.at("examples").entries().values().stream().map(example -> example.at("value").node());
    return Stream.concat(Stream.of(place.at("example").node()), named)
        .filter(value -> !value.isMissingNode());
  }

  /** A value that a document shows, and the schema that it is shown for. */
  record Example(JsonPointer schema, JsonNode value) {
    @Override
    public String toString() {
      return "#" + schema;
    }
  }
}
