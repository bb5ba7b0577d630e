package dev.latchkey.key;

/** The form of names that appear in paths, logs and the journal: safe in all three as they are. */
final class Names {
  private static final int MOST = 64;

  private Names() {}

  static void require(String what, String value) {
    if (!isWord(value)) {
      throw new IllegalArgumentException(
          what + " takes 1 to " + MOST + " characters of A-Z a-z 0-9 . _ ~ @ -");
    }
    if (isDots(value)) {
      throw new IllegalArgumentException(what + " cannot be a dot segment");
    }
  }

  static boolean allow(String value) {
    return isWord(value) && !isDots(value);
  }

  private static boolean isWord(String value) {
    return !value.isEmpty() && value.length() <= MOST && value.chars().allMatch(Names::isPlain);
  }

  private static boolean isDots(String value) {
    return value.equals(".") || value.equals("..");
  }

  private static boolean isPlain(int c) {
    return (c < 128 && Base62.isDigit((char) c)) || "._~@-".indexOf(c) >= 0;
  }
}
