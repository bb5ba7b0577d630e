package dev.latchkey.admin.browse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Text;
import dev.latchkey.admin.store.Cursor;
import dev.latchkey.key.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Cursors as the API hands them out: opaque, and only good for the order they were made for. */
final class Cursors {
  private Cursors() {}

  static String print(String sort, Cursor cursor) {
    String json = Json.print(Json.array().add(sort).add(cursor.value()).add(cursor.id()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor that was handed out for the same order.
   *
   * @throws IllegalArgumentException for any other text
   */
  static Cursor read(String sort, String text) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      JsonNode parts = Json.parse(new String(json, StandardCharsets.UTF_8));
      if (parts.size() == 3 && parts.path(0).asText().equals(sort)) {
        KeyId id = new KeyId(parts.path(2).asText());
        return new Cursor(value(sort, parts.path(1).asText()), id.value());
      }
    } catch (IllegalArgumentException | Problem e) {
      throw new IllegalArgumentException("is not a cursor of this list", e);
    }
    throw new IllegalArgumentException("is not a cursor of this list in this order");
  }

  private static String value(String sort, String text) {
    return sort.endsWith("name") ? Text.checked(text, 1, 128) : Long.toString(Long.parseLong(text));
  }
}
