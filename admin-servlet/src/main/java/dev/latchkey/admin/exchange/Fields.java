package dev.latchkey.admin.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.exchange.Problem.FieldError;
import dev.latchkey.admin.exchange.Problem.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The members of a JSON object, read one by one. What is wrong is gathered, and {@link #check}
 * tells all of it at once; a name that nobody asked for is wrong too. For one thread.
 */
public final class Fields {
  /** More than that nobody reads. */
  private static final int MOST_TOLD = 100;

  private final JsonNode object;
  private final String at;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<FieldError> errors;
  private final List<Fields> inner = new ArrayList<>();

  private Fields(JsonNode object, String at, List<FieldError> errors) {
    this.object = object;
    this.at = at;
    this.errors = errors;
  }

  /**
   * The members of a whole body.
   *
   * @throws Problem 400 when it is no object
   */
  public static Fields of(JsonNode node) {
    if (!node.isObject()) {
      throw Problem.of(Kind.INVALID_BODY, "the body is not a JSON object");
    }
    return new Fields(node, "#", new ArrayList<>());
  }

  /** Whether the member is there at all, be it null. */
  public boolean has(String name) {
    asked.add(name);
    return object.has(name);
  }

  public boolean isNull(String name) {
    asked.add(name);
    return object.path(name).isNull();
  }

  public boolean isEmpty() {
    return object.isEmpty();
  }

  /** A text of a bounded length without control characters; empty when missing or wrong. */
  public Optional<String> text(String name, int least, int most) {
    return value(name).flatMap(node -> text(node, at + '/' + name, least, most));
  }

  /** The same with line breaks in it, as PEM has them. */
  public Optional<String> lines(String name, int least, int most) {
    return value(name).flatMap(node -> lines(node, at + '/' + name, least, most));
  }

  /** What {@code reader} makes of a text that the member {@code name} holds. */
  public <T> Optional<T> read(String name, String text, Function<String, T> reader) {
    return readAt(at + '/' + name, text, reader);
  }

  /** The same, and missing is wrong. */
  public String required(String name, int least, int most) {
    require(name);
    return text(name, least, most).orElse("");
  }

  public void require(String name) {
    if (!has(name)) {
      refuse(name, "is missing");
    }
  }

  public Optional<Boolean> flag(String name) {
    Optional<JsonNode> node = value(name);
    if (node.isPresent() && !node.get().isBoolean()) {
      refuse(name, "is true or false");
      return Optional.empty();
    }
    return node.map(JsonNode::booleanValue);
  }

  /** A whole number. */
  public Optional<Integer> number(String name, int least, int most) {
    Optional<JsonNode> node = value(name);
    boolean fits =
        node.map(JsonNode::canConvertToInt).orElse(false)
            && node.get().isIntegralNumber()
            && node.get().intValue() >= least
            && node.get().intValue() <= most;
    if (node.isPresent() && !fits) {
      refuse(name, "is a whole number from " + least + " to " + most);
    }
    return fits ? node.map(JsonNode::intValue) : Optional.empty();
  }

  /** An instant of RFC 3339 in UTC. */
  public Optional<Instant> instant(String name) {
    return as(name, Times::instant);
  }

  /** A duration of ISO-8601, days or smaller, not negative. */
  public Optional<Duration> duration(String name) {
    return as(name, Times::duration);
  }

  /** A text as whatever {@code reader} makes of it. */
  public <T> Optional<T> as(String name, Function<String, T> reader) {
    return text(name, 1, 255).flatMap(text -> readAt(at + '/' + name, text, reader));
  }

  /**
   * An array of texts, each as whatever {@code reader} makes of it. What is given twice counts
   * once.
   */
  public <T> Optional<List<T>> list(
      String name, int least, int most, int longest, Function<String, T> reader) {
    Optional<JsonNode> node = value(name);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!node.get().isArray() || node.get().size() < least || node.get().size() > most) {
      refuse(name, "is an array of " + least + " to " + most + " texts");
      return Optional.empty();
    }
    return Optional.of(elements(node.get(), at + '/' + name, longest, reader));
  }

  /** An object, kept as it is. */
  public Optional<String> object(String name, int mostBytes) {
    Optional<JsonNode> node = value(name);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    String printed = Json.print(node.get());
    if (!node.get().isObject() || printed.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
      refuse(name, "is an object of at most " + mostBytes + " bytes");
      return Optional.empty();
    }
    if (!isStorable(node.get())) {
      refuse(name, "holds a zero character or half a character, which no database keeps");
      return Optional.empty();
    }
    return Optional.of(printed);
  }

  /** An array of objects, to be read like this one: {@link #check} looks at them too. */
  public List<Fields> objects(String name, int least, int most) {
    JsonNode array = value(name).orElse(object.path(name));
    if (!array.isArray() || array.size() < least || array.size() > most) {
      refuse(name, "is an array of " + least + " to " + most + " objects");
      return List.of();
    }
    for (int i = 0; i < array.size(); i++) {
      within(array.get(i), at + '/' + name + '/' + i);
    }
    return List.copyOf(inner.subList(inner.size() - array.size(), inner.size()));
  }

  /** An object that may be missing, to be read like this one. */
  public Fields part(String name) {
    return within(value(name).orElseGet(Json::object), at + '/' + name);
  }

  private Fields within(JsonNode node, String pointer) {
    if (!node.isObject()) {
      errors.add(new FieldError(pointer, "is an object"));
    }
    Fields fields = new Fields(node.isObject() ? node : Json.object(), pointer, errors);
    inner.add(fields);
    return fields;
  }

  /** Notes that a member is wrong. */
  public void refuse(String name, String detail) {
    errors.add(new FieldError(at + '/' + name, detail));
  }

  /**
   * Tells all that is wrong.
   *
   * @throws Problem 400 with a pointer to each
   */
  public void check() {
    refuseUnknown();
    if (!errors.isEmpty()) {
      throw Problem.of(
          Kind.INVALID_BODY, summary(), errors.subList(0, Math.min(errors.size(), MOST_TOLD)));
    }
  }

  private void refuseUnknown() {
    Set<String> unknown = new LinkedHashSet<>();
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      unknown.add(names.next());
    }
    unknown.removeAll(asked);
    unknown.forEach(
        name ->
            errors.add(
                new FieldError(
                    at + '/' + escaped(name),
                    "there is no such field here; there are " + String.join(", ", asked))));
    inner.forEach(Fields::refuseUnknown);
  }

  private String summary() {
    FieldError first = errors.get(0);
    return first.pointer() + ": " + first.detail();
  }

  private static boolean isStorable(JsonNode node) {
    return node.propertyStream().map(Map.Entry::getKey).allMatch(Text::isStorable)
        && Text.isStorable(node.asText())
        && node.valueStream().allMatch(Fields::isStorable);
  }

  private Optional<JsonNode> value(String name) {
    asked.add(name);
    return Optional.ofNullable(object.get(name));
  }

  private <T> List<T> elements(
      JsonNode array, String pointer, int longest, Function<String, T> reader) {
    Set<T> elements = new LinkedHashSet<>();
    for (int i = 0; i < array.size(); i++) {
      String at = pointer + '/' + i;
      text(array.get(i), at, 1, longest)
          .flatMap(text -> readAt(at, text, reader))
          .ifPresent(elements::add);
    }
    return List.copyOf(elements);
  }

  private Optional<String> text(JsonNode node, String pointer, int least, int most) {
    if (!node.isTextual()) {
      errors.add(new FieldError(pointer, "is a text"));
      return Optional.empty();
    }
    return readAt(pointer, node.textValue(), text -> Text.checked(text, least, most));
  }

  private Optional<String> lines(JsonNode node, String pointer, int least, int most) {
    String text = node.isTextual() ? node.textValue() : "";
    boolean plain =
        text.lines().allMatch(line -> line.chars().allMatch(c -> c >= 0x20 && c < 0x7f));
    if (text.length() < least || text.length() > most || !plain) {
      errors.add(new FieldError(pointer, "is " + least + " to " + most + " ASCII characters"));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private <T> Optional<T> readAt(String pointer, String text, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      errors.add(new FieldError(pointer, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  /** RFC 6901 section 3. */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
