package dev.latchkey.guard.lookup.jwt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) to the letter, and what the letter leaves open it refuses: a member twice
 * at any depth, half a surrogate pair, a number that no double holds, nesting without end. Other
 * readers take the first of two members, or the last; here nobody has to know which.
 *
 * <p>A text is a {@link String}, a number a {@link Long} or a {@link Double}, an array a {@link
 * List}, an object a {@link Map} in the order of its text. Every refusal is an {@link
 * IllegalArgumentException} without a character of the text.
 */
final class JsonText {
  private static final int DEEPEST = 32;

  /** The value {@code null}: there, and of no type that anybody asks for. */
  private enum Nothing {
    NULL
  }

  private final String text;
  private int at;
  private int depth;

  private JsonText(String text) {
    this.text = text;
  }

  /** Reads a text that is one object, from its first character to its last. */
  static Map<String, Object> object(String text) {
    JsonText json = new JsonText(text);
    Map<String, Object> object = json.object();
    json.skipSpaces();
    require(json.at == text.length(), "something behind a JSON object");
    return object;
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Nothing.NULL);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    expect('{');
    descend();
    Map<String, Object> members = new LinkedHashMap<>();
    if (!takesAfterSpaces('}')) {
      do {
        skipSpaces();
        String name = string();
        skipSpaces();
        expect(':');
        skipSpaces();
        require(members.putIfAbsent(name, value()) == null, "a JSON member twice");
      } while (takesAfterSpaces(','));
      expect('}');
    }
    depth--;
    return Collections.unmodifiableMap(members);
  }

  private List<Object> array() {
    expect('[');
    descend();
    List<Object> elements = new ArrayList<>();
    if (!takesAfterSpaces(']')) {
      do {
        skipSpaces();
        elements.add(value());
      } while (takesAfterSpaces(','));
      expect(']');
    }
    depth--;
    return Collections.unmodifiableList(elements);
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (!takes('"')) {
      char c = next();
      require(c >= ' ', "a control character in a JSON text");
      string.append(c == '\\' ? escaped() : c);
    }
    require(isWhole(string), "half a character in a JSON text");
    return string.toString();
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new IllegalArgumentException("an escape that JSON has not");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = next();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      require(digit >= 0, "an escape that JSON has not");
      code = code << 4 | digit;
    }
    return (char) code;
  }

  /** Whether each surrogate has its other half: RFC 8259 section 8.2. */
  private static boolean isWhole(CharSequence string) {
    return string
        .codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private Object word(String word, Object value) {
    require(text.startsWith(word, at), "a JSON value of no type");
    at += word.length();
    return value;
  }

  private Number number() {
    int start = at;
    takes('-');
    if (!takes('0')) {
      digits();
    }
    boolean whole = true;
    if (takes('.')) {
      digits();
      whole = false;
    }
    if (takes('e') || takes('E')) {
      if (!takes('+')) {
        takes('-');
      }
      digits();
      whole = false;
    }
    return number(text.substring(start, at), whole);
  }

  private static Number number(String digits, boolean whole) {
    if (whole && digits.length() <= 18) {
      return Long.valueOf(digits);
    }
    double number = Double.parseDouble(digits);
    require(Double.isFinite(number), "a JSON number without end");
    return number;
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    require(at > start, "a JSON value of no type");
  }

  private void descend() {
    depth++;
    require(depth <= DEEPEST, "JSON nested without end");
  }

  private void skipSpaces() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean takesAfterSpaces(char expected) {
    skipSpaces();
    return takes(expected);
  }

  private boolean takes(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char expected) {
    require(takes(expected), "not a JSON object");
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private char peek() {
    require(at < text.length(), "JSON that stops in the middle");
    return text.charAt(at);
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault);
    }
  }
}
