package dev.latchkey.admin.seal;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Seals under keys that come from outside the database: a copy of it alone opens nothing. The first
 * key seals, all of them open, so that a new one can be put before the old. Safe for use by many
 * threads.
 */
public final class Seals {
  private static final Pattern KEY = Pattern.compile("([a-z0-9-]{1,32}):([A-Za-z0-9+/]{43}=?)");

  private final Map<String, AesGcm> keys;
  private final String newest;

  private Seals(Map<String, AesGcm> keys, String newest) {
    this.keys = keys;
    this.newest = newest;
  }

  /**
   * Reads keys with commas between them, each a name and 32 bytes in base64: {@code 2026:…}.
   *
   * @throws IllegalArgumentException saying what would be right, never what was given
   */
  public static Seals parse(String text, SecureRandom random) {
    Map<String, AesGcm> keys = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = KEY.matcher(part.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "is NAME:KEY with commas between several, a name of a-z 0-9 -, a key of 32 bytes in"
                + " base64 (openssl rand -base64 32)");
      }
      byte[] key = Base64.getDecoder().decode(matcher.group(2));
      if (keys.put(matcher.group(1), new AesGcm(key, random)) != null) {
        throw new IllegalArgumentException("names the key " + matcher.group(1) + " twice");
      }
    }
    return new Seals(keys, keys.keySet().iterator().next());
  }

  /**
   * Seals under the newest key.
   *
   * @param bound what it belongs to; it opens only with the same
   */
  public String seal(byte[] text, String bound) {
    AesGcm key = Optional.ofNullable(keys.get(newest)).orElseThrow();
    return newest
        + '.'
        + Base64.getUrlEncoder().withoutPadding().encodeToString(key.seal(text, bound));
  }

  /**
   * Opens what any of the keys has sealed.
   *
   * @throws IllegalStateException when none of them can; the message names the key that could
   */
  public byte[] open(String sealed, String bound) {
    int dot = sealed.indexOf('.');
    String name = sealed.substring(0, Math.max(0, dot));
    AesGcm key =
        Optional.ofNullable(keys.get(name))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "sealed under the key " + name + ", which latchkey.admin.seal-keys lacks"));
    return key.open(Base64.getUrlDecoder().decode(sealed.substring(dot + 1)), bound);
  }

  /** The name of the key that something is sealed under, where that is none of these. */
  public Optional<String> missing(String sealed) {
    return Optional.of(sealed.substring(0, Math.max(0, sealed.indexOf('.'))))
        .filter(name -> !keys.containsKey(name));
  }

  /** The name of the key that seals. */
  public String newest() {
    return newest;
  }

  /** Whether it is sealed under the newest key. */
  public boolean isNewest(String sealed) {
    return sealed.startsWith(newest + '.');
  }

  @Override
  public String toString() {
    return "Seals" + keys.keySet();
  }
}
