package dev.latchkey.guard.lookup.jwt;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object as part of a token: no member twice at any depth, UTF-8 (see {@link JsonText}). A
 * member of another type than the one asked for is an {@link IllegalArgumentException}: it is never
 * taken for missing. Immutable.
 */
public final class JsonObject {
  /** The end of the year 9999: beyond it, no instant that anybody means. */
  private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

  private final Map<String, Object> members;

  private JsonObject(Map<String, Object> members) {
    this.members = members;
  }

  static JsonObject parse(byte[] utf8) {
    try {
      return new JsonObject(
          JsonText.object(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString()));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** A text. */
  public Optional<String> text(String name) {
    return member(name, String.class);
  }

  /** A text, or an array of texts as a list. */
  public List<String> texts(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().map(element -> as(name, element, String.class)).toList()
        : text(name).stream().toList();
  }

  /** An object within this one. */
  @SuppressWarnings("unchecked") // names of members are texts
  public Optional<JsonObject> object(String name) {
    return member(name, Map.class).map(map -> new JsonObject((Map<String, Object>) map));
  }

  /** A NumericDate (RFC 7519 section 2), not before 1970, to the second below. */
  public Optional<Instant> date(String name) {
    return member(name, Number.class).map(number -> date(name, number));
  }

  private static Instant date(String name, Number number) {
    BigDecimal seconds = new BigDecimal(number.toString());
    if (seconds.signum() < 0 || seconds.compareTo(LATEST) > 0) {
      throw new IllegalArgumentException(name + " is no date");
    }
    return Instant.ofEpochSecond(seconds.setScale(0, RoundingMode.FLOOR).longValueExact());
  }

  private <T> Optional<T> member(String name, Class<T> type) {
    return has(name) ? Optional.of(as(name, members.get(name), type)) : Optional.empty();
  }

  private static <T> T as(
      String name, @org.jspecify.annotations.Nullable Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(name + " is of another type");
    }
    return type.cast(value);
  }

  /** Without what it holds. */
  @Override
  public String toString() {
    return "JsonObject[hidden]";
  }
}
