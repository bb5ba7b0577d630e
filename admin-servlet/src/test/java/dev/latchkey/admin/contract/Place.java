package dev.latchkey.admin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A place in a document: where it is, with every reference on the way there followed. */
record Place(JsonNode document, JsonPointer pointer) {

  static Place rootOf(JsonNode document) {
    return new Place(document, JsonPointer.empty());
  }

  /** The child of that name, or the place that it refers to. */
  Place at(String name) {
    return followed(pointer.appendProperty(name));
  }

  Place at(String first, String second) {
    return at(first).at(second);
  }

  private Place followed(JsonPointer to) {
    Place place = new Place(document, to);
    JsonNode reference = place.node().path("$ref");
    return reference.isTextual()
        ? followed(JsonPointer.compile(reference.textValue().substring(1)))
        : place;
  }

  JsonNode node() {
    return document.at(pointer);
  }

  boolean exists() {
    return !node().isMissingNode();
  }

  /** Whether the flag of that name is set; flags are false until said otherwise. */
  boolean is(String flag) {
    return node().path(flag).asBoolean();
  }

  String text(String name) {
    return node().path(name).asText();
  }

  /** The children of an object, in the order of the document. */
  Map<String, Place> entries() {
    Map<String, Place> entries = new LinkedHashMap<>();
    node().fieldNames().forEachRemaining(name -> entries.put(name, at(name)));
    return entries;
  }

  /** The elements of an array. */
  List<Place> elements() {
    return IntStream.range(0, node().size())
        .mapToObj(index -> followed(pointer.appendIndex(index)))
        .toList();
  }

  @Override
  public String toString() {
    return "#" + pointer;
  }
}
