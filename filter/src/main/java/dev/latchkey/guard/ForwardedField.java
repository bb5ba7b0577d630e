package dev.latchkey.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a {@code Forwarded} field (RFC 7239, section 4) from left to right, quoted strings and all.
 * A proxy puts what clients chose, a host above all, into the same field: were it cut at commas, a
 * host like {@code "x,for=10.0.0.1"} would be a hop.
 */
final class ForwardedField {
  private static final String NOBODY = "unknown";

  private final String text;
  private int at;
  private boolean wellFormed = true;

  private ForwardedField(String text) {
    this.text = text;
  }

  /**
   * Who each hop was for, as it is written there; {@code unknown} where it does not say. A field of
   * any other form is one hop for nobody known.
   */
  static List<String> hops(String text) {
    ForwardedField field = new ForwardedField(text);
    List<String> hops = field.elements();
    return field.wellFormed && field.at == text.length() ? hops : List.of(NOBODY);
  }

  private List<String> elements() {
    List<String> hops = new ArrayList<>();
    do {
      hops.add(element());
    } while (takes(','));
    return hops;
  }

  private String element() {
    Optional<String> node = Optional.empty();
    do {
      skipSpaces();
      String name = run();
      if (takes('=')) {
        String value = takes('"') ? quoted() : run();
        if (name.equalsIgnoreCase("for")) {
          wellFormed &= node.isEmpty();
          node = Optional.of(value);
        }
      } else {
        wellFormed &= name.isEmpty();
      }
      skipSpaces();
    } while (takes(';'));
    return node.orElse(NOBODY);
  }

  /** Up to the next character that ends a name or a value without quotes. */
  private String run() {
    int start = at;
    while (at < text.length() && " \t,;=\"\\".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      takes('\\');
      if (at < text.length()) {
        value.append(text.charAt(at));
        at++;
      }
    }
    wellFormed &= takes('"');
    return value.toString();
  }

  private void skipSpaces() {
    while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean takes(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }
}
