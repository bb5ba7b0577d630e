package dev.latchkey.guard.route;

import dev.latchkey.key.Scope;
import java.util.Optional;

/**
 * A scope of a rule, whose third part may be a variable of the path.
 *
 * @param scope as it stands, without the variable
 * @param segment the index of the variable's segment, or {@link #NONE}
 */
record ScopePattern(Scope scope, int segment) {
  private static final int NONE = -1;

  static ScopePattern parse(String text, PathPattern path) {
    if (text.indexOf('*') >= 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has a *; a route needs one concrete scope, like zones:read");
    }
    int third = text.indexOf(':', text.indexOf(':') + 1) + 1;
    String instance = third == 0 ? "" : text.substring(third);
    if (instance.startsWith("{") && instance.endsWith("}")) {
      return new ScopePattern(scope(text, text.substring(0, third - 1)), segment(instance, path));
    }
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" mixes text with { }; a variable is the whole third part, like"
              + " zones:read:{zone}");
    }
    return new ScopePattern(scope(text, text), NONE);
  }

  private static Scope scope(String text, String fixed) {
    try {
      return Scope.parse(fixed);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a scope; " + malformed.getMessage(), malformed);
    }
  }

  private static int segment(String variable, PathPattern path) {
    String name = variable.substring(1, variable.length() - 1);
    return Optional.ofNullable(path.variables().get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the path has no " + variable + "; a scope takes a variable of its path"));
  }

  boolean bound() {
    return segment != NONE;
  }

  /** The scope that {@code path} needs. A value is opaque, whatever it holds. */
  Scope fill(String path) {
    return bound()
        ? new Scope(scope.resource(), scope.action(), Optional.of(Segments.get(path, segment)))
        : scope;
  }
}
