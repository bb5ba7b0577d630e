package dev.latchkey.key.text;

import dev.latchkey.key.Base62;
import dev.latchkey.key.KeyId;
import java.util.Optional;

/**
 * The {@code jti} of a token that we signed, {@code <id:12><ordinal><tag:6>}: which secret of which
 * key it is, and the flood tag over that. It names a token and proves nothing. Immutable.
 */
public final class TokenId implements Tagged {
  private static final int MOST_DIGITS = 9;

  private final String text;

  private TokenId(String text) {
    this.text = text;
  }

  /**
   * The name of a token.
   *
   * @param ordinal of the secret that the token is, from 1
   */
  public static String print(KeyId id, int ordinal, TagKey tagKey) {
    String tagged = id.value() + ordinal;
    return tagged + tagKey.tag(tagged);
  }

  /** Reads what {@link #print} writes; empty for anything else. Does not look at the tag. */
  public static Optional<TokenId> read(String text) {
    int tag = text.length() - KeyFormat.TAG;
    int digits = tag - KeyId.LENGTH;
    boolean formed =
        digits >= 1
            && digits <= MOST_DIGITS
            && Base62.isAll(text, 0, text.length())
            && isNumber(text, KeyId.LENGTH, tag);
    return formed ? Optional.of(new TokenId(text)) : Optional.empty();
  }

  public KeyId id() {
    return new KeyId(text.substring(0, KeyId.LENGTH));
  }

  public int ordinal() {
    return Integer.parseInt(text.substring(KeyId.LENGTH, text.length() - KeyFormat.TAG));
  }

  @Override
  public boolean isTaggedBy(TagKey key) {
    int tag = text.length() - KeyFormat.TAG;
    return text.startsWith(key.tag(text.substring(0, tag)), tag);
  }

  /** From 1, in the one way to write it. */
  private static boolean isNumber(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.charAt(start) != '0';
  }

  @Override
  public String toString() {
    return "TokenId[" + id() + ", " + ordinal() + "]";
  }
}
