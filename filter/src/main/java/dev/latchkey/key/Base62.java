package dev.latchkey.key;

/** The alphabet of printed keys: digits, upper case, lower case. One double-click selects it. */
public final class Base62 {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Base62() {}

  public static boolean isDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /**
   * Whether every character of {@code text} from {@code start} to {@code end} is of the alphabet.
   */
  public static boolean isAll(CharSequence text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The digit that stands for {@code value}, 0 to 61. */
  public static char digit(int value) {
    return ALPHABET.charAt(value);
  }

  /** What a digit stands for; -1 for a character that is none. */
  static int value(char digit) {
    return ALPHABET.indexOf(digit);
  }

  /** The last {@code digits} digits of an unsigned number, most significant first. */
  public static String print(long unsigned, int digits) {
    char[] out = new char[digits];
    long rest = unsigned;
    for (int i = digits - 1; i >= 0; i--) {
      out[i] = digit((int) Long.remainderUnsigned(rest, 62));
      rest = Long.divideUnsigned(rest, 62);
    }
    return new String(out);
  }
}
