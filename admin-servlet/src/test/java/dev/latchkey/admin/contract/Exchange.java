package dev.latchkey.admin.contract;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was asked and what was answered.
 *
 * @param target the path, from where the servlet is mounted, and the query
 */
public record Exchange(String method, URI target, Message request, int status, Message response) {

  /**
   * An exchange of the JDK's client with a servlet that is mounted at the root.
   *
   * @param sent the body of the request, which the client does not remember
   */
  public static Exchange of(String sent, HttpResponse<String> response) {
    return new Exchange(
        response.request().method(),
        response.uri(),
        new Message(response.request().headers().map(), sent),
        response.statusCode(),
        new Message(response.headers().map(), response.body()));
  }

  String path() {
    return target.getPath();
  }

  /** The query parameters, decoded, in the order in which they were sent. */
  Map<String, List<String>> query() {
    Map<String, List<String>> query = new LinkedHashMap<>();
    String raw = target.getRawQuery();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        String value = parts.length == 2 ? decoded(parts[1]) : "";
        query.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>()).add(value);
      }
    }
    return query;
  }

  boolean isAccepted() {
    return status >= 200 && status < 300;
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return method + ' ' + target + " -> " + status;
  }
}
