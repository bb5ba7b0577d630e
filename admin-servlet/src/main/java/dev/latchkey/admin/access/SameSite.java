package dev.latchkey.admin.access;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Request;
import java.util.Set;

/**
 * That no other site makes a browser act for whoever is signed in: the browser sends their cookie,
 * password or certificate along with whatever any page asks for. A key it never sends by itself.
 */
final class SameSite {
  /** RFC 9110 section 9.2.1: these change nothing, and other sites cannot read the answer. */
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private SameSite() {}

  /**
   * Demands of a call that changes something what no page of another site can make a browser send:
   * JSON, and a word of the browser itself that the page is ours ({@code Sec-Fetch-Site}, or {@code
   * Origin} of RFC 6454 section 7 where that is missing).
   *
   * @throws Problem 403 saying what is missing
   */
  static void require(Request request) {
    if (SAFE.contains(request.method())) {
      return;
    }
    if (!request.saysJson()) {
      throw refused("send Content-Type: application/json, with or without a body");
    }
    if (!isOurs(request)) {
      throw refused(
          "call from a page of this site, or send Origin: and the address of this API yourself");
    }
  }

  private static boolean isOurs(Request request) {
    return request
        .header("sec-fetch-site")
        .map("same-origin"::equals)
        .or(() -> request.header("origin").map(request.origin()::equalsIgnoreCase))
        .orElse(false);
  }

  private static Problem refused(String cure) {
    return Problem.of(
        Kind.OTHER_SITE, "you are signed in, and another site could have sent this: " + cure);
  }
}
