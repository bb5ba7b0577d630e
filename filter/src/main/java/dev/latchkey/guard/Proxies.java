package dev.latchkey.guard;

import dev.latchkey.key.Networks;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whose word about the client's address is believed. Addresses are read from the right: each hop is
 * believed only when the one that reported it is a known proxy, so a client cannot invent its own.
 *
 * @param trusted the networks of our own proxies; none means that the connection's address counts
 * @param header {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For}
 */
record Proxies(Networks trusted, String header) {
  private static final String FORWARDED = "Forwarded";

  static final Proxies NONE = new Proxies(Networks.ANYWHERE, FORWARDED);

  /** An address or a name, and perhaps a port (RFC 7239 section 6). */
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[([^\\[\\]]+)]|([^:\\[\\]]+))(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]+))?");

  Proxies {
    if (!header.equals(FORWARDED) && !header.equals("X-Forwarded-For")) {
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
    if (!areKnown()) {
      return connection;
    }
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
      String field = values.nextElement();
      hops.addAll(header.equals(FORWARDED) ? ForwardedField.hops(field) : listed(field));
    }
    hops.replaceAll(Proxies::withoutPort);
    return hops;
  }

  private static List<String> listed(String field) {
    return Stream.of(field.split(",", -1)).map(String::strip).toList();
  }

  private static String withoutPort(String node) {
    Matcher parts = WITH_PORT.matcher(node);
    if (!parts.matches()) {
      return node;
    }
    String bracketed = parts.group(1);
    return bracketed == null ? parts.group(2) : bracketed;
  }
}
