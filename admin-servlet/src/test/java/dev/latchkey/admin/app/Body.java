package dev.latchkey.admin.app;

/** JSON that can be read in Java source. */
public final class Body {
  private Body() {}

  /** The text with apostrophes as quotation marks, and {@code %s} filled in. */
  @SuppressWarnings("AnnotateFormatMethod") // some tests put their format together
  public static String json(String text, Object... values) {
    return text.formatted(values).replace('\'', '"');
  }
}
