package dev.latchkey.admin.store.jdbc;

import java.util.Locale;

/** Patterns for {@code LIKE … ESCAPE '!'}: what was typed stands for itself. */
final class Like {
  private Like() {}

  static String containing(String text) {
    return '%' + escaped(text) + '%';
  }

  private static String escaped(String text) {
    return text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
