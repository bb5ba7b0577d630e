package dev.latchkey.admin.exchange;

/** What may stand in a text that people wrote: in a body, a parameter or a cursor. */
public final class Text {
  private Text() {}

  /**
   * Takes a text of a bounded length, counted in characters as people see them.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static String checked(String text, int least, int most) {
    int length = text.codePointCount(0, text.length());
    if (length < least || length > most) {
      throw new IllegalArgumentException("has " + least + " to " + most + " characters");
    }
    if (text.codePoints().anyMatch(Text::isUnprintable)) {
      throw new IllegalArgumentException("holds a control character or half a character");
    }
    return text;
  }

  /** Whether every database keeps it as it is: no zero character, no half of a surrogate pair. */
  static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || isHalf(c));
  }

  private static boolean isUnprintable(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t') || isHalf(c);
  }

  private static boolean isHalf(int c) {
    return Character.getType(c) == Character.SURROGATE;
  }
}
