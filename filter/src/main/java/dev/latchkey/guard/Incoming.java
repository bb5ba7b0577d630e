package dev.latchkey.guard;

import dev.latchkey.guard.parse.Credentials;
import dev.latchkey.guard.parse.Presented;
import jakarta.servlet.http.HttpServletRequest;

/** What the gate reads of a request, when it asks for it: never its body, never its parameters. */
final class Incoming {
  private static final String API_KEY = "X-Api-Key";

  /** Safe in no table of routes. */
  private static final String UNTOLD = "/\ufffd";

  private final HttpServletRequest request;
  private final RequestSettings settings;

  Incoming(HttpServletRequest request, RequestSettings settings) {
    this.request = request;
    this.settings = settings;
  }

  String method() {
    return request.getMethod();
  }

  String rawUri() {
    return request.getRequestURI();
  }

  /**
   * The path that the container chose a servlet by. Jetty refuses to tell where it could be read in
   * more than one way.
   */
  String path() {
    try {
      String info = request.getPathInfo();
      return info == null ? request.getServletPath() : request.getServletPath() + info;
    } catch (IllegalArgumentException ambiguous) {
      return UNTOLD;
    }
  }

  Presented presented() {
    return settings.apiKeyHeader()
        ? Credentials.read(request.getHeaders("Authorization"), request.getHeaders(API_KEY))
        : Credentials.read(request.getHeaders("Authorization"));
  }

  String address() {
    Proxies proxies = settings.proxies();
    String connection = request.getRemoteAddr();
    return proxies.areKnown()
        ? proxies.client(connection, request.getHeaders(proxies.header()))
        : connection;
  }

  /** As the Fetch standard defines it, section 3.3.3: OPTIONS with both of these headers. */
  boolean isCorsPreflight() {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null;
  }
}
