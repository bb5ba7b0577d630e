package dev.latchkey.guard;

import dev.latchkey.guard.parse.Credentials;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.MessageSignatures;
import dev.latchkey.guard.parse.Presented;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** What the gate reads of a request, when it asks for it: never its body, never its parameters. */
final class Incoming implements Message {
  private static final String API_KEY = "X-Api-Key";
  private static final Pattern ORIGIN = Pattern.compile("^[^:/?#]*://[^/?#]*");

  /** Safe in no table of routes. */
  private static final String UNTOLD = "/\ufffd";

  private final HttpServletRequest request;
  private final RequestSettings settings;

  Incoming(HttpServletRequest request, RequestSettings settings) {
    this.request = request;
    this.settings = settings;
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String url() {
    String query = request.getQueryString();
    StringBuffer asked = request.getRequestURL();
    String url = query == null ? asked.toString() : asked.append('?').append(query).toString();
    return settings
        .publicUrl()
        .map(origin -> origin + ORIGIN.matcher(url).replaceFirst(""))
        .orElse(url);
  }

  @Override
  public List<String> headers(String name) {
    return Collections.list(request.getHeaders(name));
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
    return settings.messageSignatures()
        ? MessageSignatures.read(
            token(), request.getHeaders("Signature-Input"), request.getHeaders("Signature"))
        : token();
  }

  private Presented token() {
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
