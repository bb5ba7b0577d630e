package dev.latchkey.admin.contract;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One side of an exchange.
 *
 * @param headers by name, in any case
 * @param body its text; empty when there is none
 */
public record Message(Map<String, List<String>> headers, String body) {
  public static final Message EMPTY = new Message(Map.of(), "");

  public Message {
    Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    headers = Collections.unmodifiableMap(sorted);
  }

  List<String> all(String header) {
    return headers.getOrDefault(header, List.of());
  }

  /** The media type of the body, in lower case and without parameters. */
  Optional<String> mediaType() {
    return all("Content-Type").stream()
        .findFirst()
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }
}
