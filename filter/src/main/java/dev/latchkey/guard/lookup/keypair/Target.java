package dev.latchkey.guard.lookup.keypair;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL as RFC 9449 section 4.3 and RFC 9421 section 2.2 compare them: scheme and authority in
 * lower case and without a default port, the rest exactly as it was sent.
 *
 * @param query with its question mark; empty where there is none
 */
record Target(String scheme, String authority, String path, String query) {
  private static final Pattern FORM =
      Pattern.compile("(?i)(https?)://([^/?#@\\s]+)(/[^?#\\s]*)?(\\?[^#\\s]*)?");

  /**
   * Takes a URL apart.
   *
   * @throws IllegalArgumentException when it is none of HTTP, or has a fragment
   */
  static Target parse(String url) {
    Matcher parts = FORM.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a URL of HTTP");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String path = Objects.requireNonNullElse(parts.group(3), "/");
    String query = Objects.requireNonNullElse(parts.group(4), "");
    return new Target(scheme, authority(scheme, parts.group(2)), path, query);
  }

  private static String authority(String scheme, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String usual = scheme.equals("https") ? ":443" : ":80";
    return lower.endsWith(usual) ? lower.substring(0, lower.length() - usual.length()) : lower;
  }

  /** Without the query: what an assertion is bound to. */
  Target bare() {
    return new Target(scheme, authority, path, "");
  }

  /** The path and the query, as the first line of a request has them. */
  String line() {
    return path + query;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority + line();
  }
}
