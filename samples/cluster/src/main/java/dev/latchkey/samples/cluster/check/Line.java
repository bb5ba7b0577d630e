package dev.latchkey.samples.cluster.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line {@code word name=value name="value with spaces" …}.
 *
 * @param word empty where the line begins with a field
 */
record Line(String word, Map<String, String> fields) {
  private static final Pattern FIELD = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S*))");

  static Line parse(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      fields.put(field.group(1), Optional.ofNullable(field.group(2)).orElse(field.group(3)));
    }
    int space = text.indexOf(' ');
    String first = space < 0 ? text : text.substring(0, space);
    return new Line(first.contains("=") ? "" : first, fields);
  }

  String text(String field) {
    String value = fields.get(field);
    if (value == null) {
      throw new IllegalArgumentException("a line without " + field + ": " + word + fields);
    }
    return value;
  }

  long number(String field) {
    return Long.parseLong(text(field));
  }

  boolean is(String field, String value) {
    return value.equals(fields.get(field));
  }
}
