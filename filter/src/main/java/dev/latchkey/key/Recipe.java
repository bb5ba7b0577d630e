package dev.latchkey.key;

/**
 * What another system hashed of its keys.
 *
 * @param template the parts in their order, like {@code {salt}{secret}}
 * @param salt of this one key; empty where there is none
 */
public record Recipe(String template, String salt) {
  /** Without the salt. */
  @Override
  public String toString() {
    return "Recipe[" + template + "]";
  }
}
