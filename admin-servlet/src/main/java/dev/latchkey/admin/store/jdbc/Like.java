package dev.latchkey.admin.store.jdbc;

/**
 * Patterns for {@code LIKE … ESCAPE '!'}: what was typed stands for itself. Letters are lowered by
 * the database, on both sides: SQLite lowers only ASCII.
 */
final class Like {
  private Like() {}

  static String containing(String text) {
    return '%' + escaped(text) + '%';
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
