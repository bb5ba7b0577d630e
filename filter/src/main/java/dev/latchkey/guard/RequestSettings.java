package dev.latchkey.guard;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How requests are read and answered.
 *
 * @param realm what challenges call the guarded thing
 * @param apiKeyHeader whether {@code X-Api-Key} is accepted beside {@code Authorization: Bearer}
 * @param corsPreflight whether CORS preflights pass without a key
 * @param recheckForwards whether forwards and includes must pass the rule of their own path too
 * @param warnBefore how long before a key stops working its answers say so; zero is never
 * @param identityHeaders request headers, besides {@code Latchkey-*}, that only the guard or a
 *     proxy may set: what a client sends under these names is removed
 * @param proxies whose word about the client's address is believed
 * @param publicUrl scheme and authority by which clients know the app; empty where a request says
 * @param messageSignatures whether signatures of requests are accepted: RFC 9421
 */
record RequestSettings(
    String realm,
    boolean apiKeyHeader,
    boolean corsPreflight,
    boolean recheckForwards,
    Duration warnBefore,
    Set<String> identityHeaders,
    Proxies proxies,
    Optional<String> publicUrl,
    boolean messageSignatures) {

  /** RFC 9110, section 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern ORIGIN =
      Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?/?");

  RequestSettings {
    identityHeaders =
        identityHeaders.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    if (warnBefore.isNegative()) {
      throw new IllegalArgumentException("is not negative; PT0S is never");
    }
  }

  /**
   * Reads names of headers with commas between them. A name that no header can have would remove
   * nothing, and nobody would notice.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  static Set<String> headerNames(String text) {
    Set<String> names =
        Stream.of(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    if (!names.stream().allMatch(name -> TOKEN.matcher(name).matches())) {
      throw new IllegalArgumentException(
          "is names of headers with commas between them, like X-User, X-Groups");
    }
    return names;
  }

  /**
   * Reads the beginning of URLs.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  static String origin(String text) {
    if (!ORIGIN.matcher(text).matches()) {
      throw new IllegalArgumentException("is a scheme and a host, like https://api.example.com");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
