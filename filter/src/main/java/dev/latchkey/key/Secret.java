package dev.latchkey.key;

/**
 * The private half of a printed key: 32 base62 characters, 190 random bits. Deliberately without
 * {@code equals}, {@code hashCode} and a telling {@code toString}; it is printed once, by {@code
 * key.text}, and digested.
 */
public final class Secret {
  public static final int LENGTH = 32;
  private final String text;

  /**
   * Takes a secret as it was drawn or read.
   *
   * @throws IllegalArgumentException unless {@code text} is 32 base62 characters; the message never
   *     holds them
   */
  public Secret(String text) {
    if (text.length() != LENGTH || !Base62.isAll(text, 0, LENGTH)) {
      throw new IllegalArgumentException("a secret has " + LENGTH + " letters and digits");
    }
    this.text = text;
  }

  /** The characters themselves: for printing the key and for its digest, nothing else. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
