package dev.latchkey.guard;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/** How many guards an app has declared: one is right. */
final class Installation {
  private Installation() {}

  static boolean isDeclared(ServletContext context) {
    return count(context) > 0;
  }

  static void requireOnlyOne(ServletContext context) throws ServletException {
    if (count(context) > 1) {
      throw new ServletException(
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
