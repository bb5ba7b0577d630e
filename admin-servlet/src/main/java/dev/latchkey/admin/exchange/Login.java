package dev.latchkey.admin.exchange;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a client says of itself by {@code Authorization: Basic}. Nothing of it is proven.
 *
 * @param address where the call comes from
 */
public record Login(String id, String secret, String address) {
  private static final String SCHEME = "Basic ";

  /**
   * Reads a header, as RFC 6749 section 2.3.1 writes it: both parts are form-encoded before they go
   * into base64. Empty for what is no such thing.
   *
   * @param address where the call comes from, asked only where it is one
   */
  public static Optional<Login> read(String authorization, Supplier<String> address) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
      String pair = new String(bytes, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Login(
                  decoded(pair.substring(0, colon)),
                  decoded(pair.substring(colon + 1)),
                  address.get()));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Login[hidden]";
  }
}
