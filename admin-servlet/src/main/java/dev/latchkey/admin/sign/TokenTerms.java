package dev.latchkey.admin.sign;

import java.util.List;

/**
 * What is the same in all tokens.
 *
 * @param issuer what they call us
 * @param audience whom they are for; empty for whoever verifies them
 * @param algorithm of the signing keys that are made from now on
 */
public record TokenTerms(String issuer, List<String> audience, Algorithm algorithm) {
  /** Tokens travel with every request. */
  private static final int LONGEST_AUDIENCE = 128;

  public TokenTerms {
    audience = List.copyOf(audience);
    if (String.join(",", audience).length() > LONGEST_AUDIENCE
        || audience.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "is one or several names with commas between them, "
              + LONGEST_AUDIENCE
              + " characters in all");
    }
  }
}
