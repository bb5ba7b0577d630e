package dev.latchkey.guard;

import dev.latchkey.key.Networks;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;

/**
 * Whose word about the client's address is believed. Addresses are read from the right: each hop is
 * believed only when the one that reported it is a known proxy, so a client cannot invent its own.
 *
 * @param trusted the networks of our own proxies; none means that the connection's address counts
 * @param header {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For}
 */
record Proxies(Networks trusted, String header) {
  static final Proxies NONE = new Proxies(Networks.ANYWHERE, "Forwarded");

  Proxies {
    if (!header.equals("Forwarded") && !header.equals("X-Forwarded-For")) {
      throw new IllegalArgumentException("is Forwarded or X-Forwarded-For");
    }
  }

  /** Whether anybody is trusted at all: without, headers are not even read. */
  boolean areKnown() {
    return !trusted.isAnywhere();
  }

  /**
   * The address of the client.
   *
   * @param connection where the request came from
   * @param values the fields of {@link #header}, in order
   */
  String client(String connection, Enumeration<String> values) {
    List<String> hops = hops(values);
    String client = connection;
    for (int i = hops.size() - 1; i >= 0 && trusted.allow(client); i--) {
      client = hops.get(i);
    }
    return client;
  }

  private List<String> hops(Enumeration<String> values) {
    List<String> hops = new ArrayList<>();
    while (values.hasMoreElements()) {
      for (String element : values.nextElement().split(",", -1)) {
        hops.add(withoutPort(header.equals("Forwarded") ? forwardedFor(element) : element.strip()));
      }
    }
    return hops;
  }

  /** The {@code for} parameter of one RFC 7239 element; what has none is nobody. */
  private static String forwardedFor(String element) {
    for (String pair : element.split(";", -1)) {
      String bare = pair.strip();
      if (bare.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return bare.substring("for=".length()).replace("\"", "");
      }
    }
    return "unknown";
  }

  private static String withoutPort(String node) {
    int bracket = node.indexOf(']');
    if (node.startsWith("[") && bracket > 0) {
      return node.substring(1, bracket);
    }
    boolean ipv4WithPort = node.indexOf('.') >= 0 && node.indexOf(':') == node.lastIndexOf(':');
    return ipv4WithPort && node.indexOf(':') > 0 ? node.substring(0, node.indexOf(':')) : node;
  }
}
