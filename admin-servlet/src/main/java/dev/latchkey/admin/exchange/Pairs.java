package dev.latchkey.admin.exchange;

import dev.latchkey.admin.exchange.Problem.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names and values as {@code application/x-www-form-urlencoded} writes them. Not {@code
 * getParameter}, which would mix those of the query with those of the body.
 */
public final class Pairs {
  private Pairs() {}

  /** The query of a URI. */
  public static Map<String, List<String>> ofQuery(@Nullable String query) {
    return parse(query == null ? "" : query, Kind.INVALID_PARAMETER, "the query");
  }

  /** A body. */
  static Map<String, List<String>> ofBody(String body) {
    return parse(body, Kind.INVALID_BODY, "the body");
  }

  private static Map<String, List<String>> parse(String text, Kind wrong, String what) {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return pairs;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals), wrong, what);
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), wrong, what);
      pairs.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
    return pairs;
  }

  private static String decoded(String text, Kind wrong, String what) {
    try {
      String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
      if (decoded.indexOf('\uFFFD') < 0 && decoded.indexOf('\0') < 0) {
        return decoded;
      }
    } catch (IllegalArgumentException e) {
      throw malformed(wrong, what);
    }
    throw malformed(wrong, what);
  }

  private static Problem malformed(Kind wrong, String what) {
    return Problem.of(wrong, what + " is not percent-encoded UTF-8");
  }
}
