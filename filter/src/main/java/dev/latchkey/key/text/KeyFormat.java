package dev.latchkey.key.text;

import dev.latchkey.key.Base62;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.PrivateHalf;
import dev.latchkey.key.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * How an installation prints its keys. One key has one text: anything that is not exactly as {@link
 * #print} would write it is refused.
 *
 * @param brand what the keys of this product start with, 1 to 16 of {@code a-z 0-9}
 * @param environments the second word of its keys, each 1 to 16 of {@code a-z 0-9}; at least one
 */
public record KeyFormat(String brand, List<String> environments) {
  static final int TAG = 6;
  static final int CRC = 6;
  static final int BODY = KeyId.LENGTH + Secret.LENGTH;
  static final int PAIR_BODY = KeyId.LENGTH + PrivateHalf.LENGTH;
  private static final int AFTER_PREFIX = BODY + TAG + CRC;
  private static final int PAIR_AFTER_PREFIX = PAIR_BODY + TAG + CRC;
  private static final int WORD = 16;

  public KeyFormat {
    environments = List.copyOf(environments);
    requireWord("brand", brand);
    environments.forEach(environment -> requireWord("environment", environment));
    if (environments.isEmpty()) {
      throw new IllegalArgumentException("at least one environment is needed, like live");
    }
  }

  /** The text of a key: the only time that the secret is seen whole. */
  public String print(String environment, KeyId id, Secret secret, TagKey tagKey) {
    return print(environment, id.value() + secret.reveal(), tagKey);
  }

  /** The one-line text of a key pair, likewise. */
  public String print(String environment, KeyId id, PrivateHalf half, TagKey tagKey) {
    return print(environment, id.value() + half.reveal(), tagKey);
  }

  private String print(String environment, String body, TagKey tagKey) {
    if (!environments.contains(environment)) {
      throw new IllegalArgumentException(
          "environment is one of " + String.join(", ", environments));
    }
    String tagged = brand + '_' + environment + '_' + body;
    String checked = tagged + tagKey.tag(tagged);
    return checked + crc(checked);
  }

  /**
   * Reads what somebody presented. Decides by form alone: says nothing about whether it is good.
   */
  public Reading read(String text) {
    if (!isBranded(text)) {
      return Reading.NOT_MINE;
    }
    int body = text.length() - AFTER_PREFIX;
    if (isWellFormed(text, body)) {
      return new OpaqueKey(text, body);
    }
    int pair = text.length() - PAIR_AFTER_PREFIX;
    return isWellFormed(text, pair) && PrivateHalf.isText(text, pair + KeyId.LENGTH)
        ? new PairKey(text, pair)
        : Reading.MALFORMED;
  }

  /** No environment and no body has an underscore: of two lengths, one at most can be right. */
  private boolean isWellFormed(String text, int body) {
    return hasKnownEnvironment(text, body)
        && Base62.isAll(text, body, text.length())
        && hasRightChecksum(text);
  }

  /** The start of a key that may be shown: all that comes before its secret. */
  public String redacted(String environment, KeyId id) {
    return brand + '_' + environment + '_' + id.value() + '…';
  }

  private boolean isBranded(String text) {
    return text.length() > brand.length()
        && text.startsWith(brand)
        && text.charAt(brand.length()) == '_';
  }

  private boolean hasKnownEnvironment(String text, int body) {
    int start = brand.length() + 1;
    int length = body - 1 - start;
    if (length < 1 || text.charAt(body - 1) != '_') {
      return false;
    }
    for (int i = 0; i < environments.size(); i++) {
      String environment = environments.get(i);
      if (environment.length() == length && text.startsWith(environment, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasRightChecksum(String text) {
    int start = text.length() - CRC;
    return text.startsWith(crc(text.substring(0, start)), start);
  }

  private static String crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return Base62.print(crc.getValue(), CRC);
  }

  private static void requireWord(String what, String word) {
    if (!word.matches("[a-z0-9]{1," + WORD + "}")) {
      throw new IllegalArgumentException(what + " takes 1 to " + WORD + " characters of a-z 0-9");
    }
  }
}
