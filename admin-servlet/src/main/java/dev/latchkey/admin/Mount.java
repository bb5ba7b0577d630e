package dev.latchkey.admin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Where the servlet hangs: under a prefix ({@code /latchkey/*}), or on patterns of the API itself
 * beside the app's own ({@code /v1/users/*}, {@code /openapi.json}).
 */
final class Mount {
  private static final List<String> API = List.of("/v1", "/openapi.json", "/.well-known/jwks.json");

  private final List<String> prefixes;

  /** Takes the servlet's URL patterns. */
  Mount(Collection<String> patterns) {
    this.prefixes =
        patterns.stream()
            .map(Mount::prefix)
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /** What stands before the path of the API. */
  String prefixOf(String path) {
    return prefixes.stream().filter(prefix -> path.startsWith(prefix + '/')).findFirst().orElse("");
  }

  private static String prefix(String pattern) {
    String base = pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : pattern;
    for (String start : API) {
      int at = (base + '/').indexOf(start + '/');
      if (at >= 0) {
        return base.substring(0, at);
      }
    }
    return base.equals("/") ? "" : base;
  }
}
