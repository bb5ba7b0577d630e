package dev.latchkey.guard;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.List;

/** Which guards an app has declared: one that is mapped is right. */
final class Installation {
  private Installation() {}

  static boolean isDeclared(ServletContext context) {
    return !ours(context).isEmpty();
  }

  /** Fails loudly, for an app whose guard is not in place works just as well without. */
  static void requireSound(ServletContext context) {
    List<? extends FilterRegistration> ours = ours(context);
    if (ours.size() > 1) {
      throw new IllegalStateException(
          "LatchkeyFilter is declared more than once: keep one filter for /*");
    }
    if (ours.stream().anyMatch(Installation::isIdle)) {
      throw new IllegalStateException(
          "LatchkeyFilter is declared and mapped to nothing: add a filter-mapping for /*");
    }
  }

  private static boolean isIdle(FilterRegistration filter) {
    return filter.getUrlPatternMappings().isEmpty() && filter.getServletNameMappings().isEmpty();
  }

  private static List<? extends FilterRegistration> ours(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .filter(filter -> LatchkeyFilter.class.getName().equals(filter.getClassName()))
        .toList();
  }
}
