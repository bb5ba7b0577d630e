package dev.latchkey.guard.parse;

import java.util.List;
import java.util.Map;

/** A request as a look-up sees it. */
public record SampleMessage(String method, String url, Map<String, List<String>> fields)
    implements Message {
  /** Nothing that anybody would sign. */
  public static final SampleMessage PLAIN =
      new SampleMessage("GET", "https://api.example.com/zones", Map.of());

  @Override
  public List<String> headers(String name) {
    return fields.entrySet().stream()
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .flatMap(field -> field.getValue().stream())
        .toList();
  }
}
