package dev.latchkey.admin.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A path of the contract, in which {@code {name}} stands for any one segment. */
record PathTemplate(List<String> segments) {

  static PathTemplate parse(String template) {
    return new PathTemplate(List.of(template.split("/", -1)));
  }

  /** The values of the variables, by name, when {@code path} is one of this template. */
  Optional<Map<String, String>> match(String path) {
    String[] actual = path.split("/", -1);
    if (actual.length != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new TreeMap<>();
    for (int i = 0; i < actual.length; i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{") && !actual[i].isEmpty()) {
        variables.put(segment.substring(1, segment.length() - 1), actual[i]);
      } else if (!segment.equals(actual[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
