package dev.latchkey.guard.route;

import java.util.List;
import java.util.Optional;

/**
 * The last word of a rule, where its scopes are asked for in the account that a variable of the
 * path names: <code>@{org}</code>.
 *
 * @param segment the index of the variable's segment
 */
record AccountPattern(int segment) {
  private static final String SIGN = "@";

  static boolean isMeant(String word) {
    return word.startsWith(SIGN);
  }

  /**
   * Reads the last of the words of a need.
   *
   * @throws IllegalArgumentException saying what is wrong with it and what would be right
   */
  static AccountPattern parse(List<String> words, PathPattern path) {
    String word = words.get(words.size() - 1);
    if (words.size() == 1 || NeedPattern.WORDS.containsKey(words.get(0))) {
      throw new IllegalArgumentException(
          "\"" + word + "\" goes with scopes, like: policies:read " + word);
    }
    if (!word.startsWith("@{") || !word.endsWith("}")) {
      throw new IllegalArgumentException(
          "\"" + word + "\" is not an account; write a variable of the path, like @{org}");
    }
    String name = word.substring(2, word.length() - 1);
    return Optional.ofNullable(path.variables().get(name))
        .map(AccountPattern::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the path has no {" + name + "}; " + word + " takes a variable of its path"));
  }

  /** The account that {@code path} names: opaque, whatever it holds. */
  String fill(String path) {
    return Segments.get(path, segment);
  }
}
