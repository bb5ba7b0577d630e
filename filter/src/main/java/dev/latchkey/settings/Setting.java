package dev.latchkey.settings;

/**
 * One line of settings.
 *
 * @param source the file, or who else said it
 * @param line its line there, from 1; 0 where there are no lines
 */
public record Setting(String source, int line, String name, String value) {
  String place() {
    return line == 0 ? source : source + ':' + line;
  }

  /** Without the value, which may be a password. */
  @Override
  public String toString() {
    return place() + ": " + name;
  }
}
