package dev.latchkey.guard.route;

import java.util.List;

/**
 * Rules that cannot be used. The message has a line for each that is wrong: {@code source:line:
 * what was wrong; what would be right}.
 */
public final class RouteException extends IllegalArgumentException {
  RouteException(List<String> faults) {
    super(String.join("\n", faults));
  }
}
