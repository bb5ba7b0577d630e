package dev.latchkey.guard;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;

/** How many guards an app has declared: one is right. */
final class Installation {
  private Installation() {}

  static boolean isDeclared(ServletContext context) {
    return count(context) > 0;
  }

  static void requireAtMostOne(ServletContext context) {
    if (count(context) > 1) {
      throw new IllegalStateException(
          "LatchkeyFilter is declared more than once: keep one filter for /*");
    }
  }

  private static long count(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .map(FilterRegistration::getClassName)
        .filter(LatchkeyFilter.class.getName()::equals)
        .count();
  }
}
