package dev.latchkey.guard.respond;

import java.util.List;

/** An answer in place of the app's: a problem document (RFC 9457) and its headers. */
public record Reply(int status, List<Header> headers, String body) {
  /** The media type of {@link #body}. */
  public static final String CONTENT_TYPE = "application/problem+json";

  public Reply {
    headers = List.copyOf(headers);
  }

  /** One header field. */
  public record Header(String name, String value) {}
}
