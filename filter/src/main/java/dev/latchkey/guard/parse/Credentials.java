package dev.latchkey.guard.parse;

import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.Presented.Malformed;
import dev.latchkey.guard.parse.Presented.Nothing;
import dev.latchkey.key.Base62;
import java.util.Enumeration;

/**
 * Reads the credential of a request from its header fields, strictly: what two readers could take
 * for different tokens is malformed. Stateless; safe for use by many threads.
 *
 * <p>RFC 6750 section 2.1: {@code Bearer}, in any case, one or more spaces, then a b64token to the
 * very end. At most 4096 characters in all. An empty field is malformed, for RFC 9110 section 11.4
 * begins credentials with a scheme; a field that begins with another scheme presents nothing to us.
 */
public final class Credentials {
  private static final String SCHEME = "Bearer";
  private static final int LONGEST = 4096;

  private static final Presented NOTHING = new Nothing();
  private static final Presented REPEATED = new Malformed("more than one Authorization field");
  private static final Presented REPEATED_KEY = new Malformed("more than one X-Api-Key field");
  private static final Presented TWO_WAYS = new Malformed("both a Bearer token and an X-Api-Key");
  private static final Presented NO_SCHEME = new Malformed("an Authorization without a scheme");
  private static final Presented NO_SPACE = new Malformed("Bearer without a space and a token");
  private static final Presented NO_TOKEN = new Malformed("no token where it belongs");
  private static final Presented NOT_TOKEN = new Malformed("characters that no token has");
  private static final Presented TOO_LONG =
      new Malformed("a field of more than " + LONGEST + " characters");

  private Credentials() {}

  /** Reads {@code getHeaders("Authorization")}. */
  public static Presented read(Enumeration<String> authorization) {
    if (!authorization.hasMoreElements()) {
      return NOTHING;
    }
    String value = authorization.nextElement();
    return authorization.hasMoreElements() ? REPEATED : authorization(value);
  }

  /**
   * Reads {@code getHeaders("Authorization")} and {@code getHeaders("X-Api-Key")}, of which a
   * request may use one: RFC 6750 section 2. An Authorization of another scheme does not count.
   */
  public static Presented read(Enumeration<String> authorization, Enumeration<String> apiKey) {
    Presented presented = read(authorization);
    if (!apiKey.hasMoreElements() || presented instanceof Malformed) {
      return presented;
    }
    if (presented instanceof Bearer) {
      return TWO_WAYS;
    }
    String value = apiKey.nextElement();
    return apiKey.hasMoreElements() ? REPEATED_KEY : token(value, 0);
  }

  /** Reads a token that came in another way than its own header: the same form, no other. */
  public static Presented token(String text) {
    return token(text, 0);
  }

  private static Presented authorization(String value) {
    int scheme = schemeEnd(value);
    if (scheme == 0) {
      return NO_SCHEME;
    }
    if (scheme != SCHEME.length() || !value.regionMatches(true, 0, SCHEME, 0, scheme)) {
      return NOTHING;
    }
    int token = scheme;
    while (token < value.length() && value.charAt(token) == ' ') {
      token++;
    }
    return token == scheme ? NO_SPACE : token(value, token);
  }

  /** Where the token of RFC 9110 section 5.6.2 at the beginning ends. */
  private static int schemeEnd(String value) {
    int end = 0;
    while (end < value.length() && isSchemeCharacter(value.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSchemeCharacter(char c) {
    return Base62.isDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  /** From {@code from} to the end: b64token of RFC 6750 section 2.1. */
  private static Presented token(String value, int from) {
    if (value.length() > LONGEST) {
      return TOO_LONG;
    }
    int at = from;
    while (at < value.length() && isTokenCharacter(value.charAt(at))) {
      at++;
    }
    if (at == from) {
      return NO_TOKEN;
    }
    while (at < value.length() && value.charAt(at) == '=') {
      at++;
    }
    return at == value.length() ? new Bearer(value.substring(from)) : NOT_TOKEN;
  }

  private static boolean isTokenCharacter(char c) {
    return Base62.isDigit(c) || "-._~+/".indexOf(c) >= 0;
  }
}
