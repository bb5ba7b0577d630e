package dev.latchkey.guard.parse;

import java.util.List;

/**
 * What a signature of a request can be over: never its body, which is the app's alone. Read only by
 * the kinds of credentials that are bound to a request.
 */
public interface Message {
  String method();

  /** The URL that the client asked for, with scheme, authority and query. */
  String url();

  /** Every field line of a name, in order. */
  List<String> headers(String name);
}
