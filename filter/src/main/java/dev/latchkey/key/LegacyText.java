package dev.latchkey.key;

/**
 * The text of a key that another system issued.
 *
 * @param key all of it
 * @param selector what stands before the first separator; empty where there is none
 * @param secret what follows it; all of it where there is none
 */
public record LegacyText(String key, String selector, String secret) {
  /** Splits a text at the first {@code separator}. */
  public static LegacyText of(String key, String separator) {
    int at = key.indexOf(separator);
    return at <= 0
        ? new LegacyText(key, "", key)
        : new LegacyText(key, key.substring(0, at), key.substring(at + separator.length()));
  }

  public boolean hasSelector() {
    return !selector.isEmpty();
  }

  /** Without any of it. */
  @Override
  public String toString() {
    return "LegacyText[hidden]";
  }
}
