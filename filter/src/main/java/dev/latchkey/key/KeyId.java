package dev.latchkey.key;

/**
 * The public name of a key: 12 base62 characters, the look-up index, safe to log. The API shows it
 * as {@code key_<value>}.
 */
public record KeyId(String value) {
  public static final int LENGTH = 12;
  private static final String PREFIX = "key_";

  public KeyId {
    if (value.length() != LENGTH || !Base62.isAll(value, 0, LENGTH)) {
      throw new IllegalArgumentException("a key id has " + LENGTH + " letters and digits");
    }
  }

  /**
   * Reads the form that the API shows.
   *
   * @throws IllegalArgumentException unless {@code text} is {@code key_} and 12 base62 characters
   */
  public static KeyId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a key id starts with " + PREFIX);
    }
    return new KeyId(text.substring(PREFIX.length()));
  }

  @Override
  public String toString() {
    return PREFIX + value;
  }
}
