package dev.latchkey.guard.lookup.jwt;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A JWT in JWS compact form (RFC 7515, RFC 7519) of which nothing is proven. Whatever would let the
 * token say how it is to be verified is refused: RFC 8725. Immutable.
 */
public final class Jwt implements Reading {
  /**
   * Headers that bring a key of their own, or change what is signed: no token here needs one. JWE
   * has {@code enc}.
   */
  private static final List<String> REFUSED =
      List.of("crit", "b64", "zip", "enc", "jku", "jwk", "x5u", "x5c");

  private static final Reading ENCRYPTED = new Malformed("an encrypted token");
  private static final Reading NOT_PARTS = new Malformed("not three parts");

  private final String token;
  private final JsonObject header;
  private final JsonObject claims;
  private final byte[] signature;

  private Jwt(String token, JsonObject header, JsonObject claims, byte[] signature) {
    this.token = token;
    this.header = header;
    this.claims = claims;
    this.signature = signature;
  }

  /** Reads a token. Costs no cryptography; says nothing about whether the token is good. */
  public static Reading read(String token) {
    if (!isForm(token)) {
      return NOT_JWT;
    }
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (second < 0) {
      return NOT_PARTS;
    }
    if (token.indexOf('.', second + 1) >= 0) {
      return ENCRYPTED;
    }
    try {
      return new Jwt(
          token,
          header(Base64Url.decode(token.substring(0, first))),
          JsonObject.parse(Base64Url.decode(token.substring(first + 1, second))),
          Base64Url.decode(token.substring(second + 1)));
    } catch (IllegalArgumentException e) {
      return new Malformed(String.valueOf(e.getMessage()));
    }
  }

  /** Whether a text starts like a JSON object in base64url and has a dot after it. */
  public static boolean isForm(String token) {
    return (token.startsWith("ey") || token.startsWith("ew")) && token.indexOf('.') > 0;
  }

  public JsonObject claims() {
    return claims;
  }

  /** The header {@code alg}; empty text where there is none. */
  public String algorithm() {
    return header.text("alg").orElse("");
  }

  /**
   * The header {@code typ} in lower case, without {@code application/}; empty where there is none.
   */
  public String type() {
    String type = header.text("typ").orElse("").toLowerCase(java.util.Locale.ROOT);
    return type.startsWith("application/") ? type.substring("application/".length()) : type;
  }

  public JsonObject header() {
    return header;
  }

  /** What the signature is over. */
  public byte[] signed() {
    return token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
  }

  public byte[] signature() {
    return signature.clone();
  }

  /** The whole text. */
  public String token() {
    return token;
  }

  private static JsonObject header(byte[] json) {
    JsonObject header = JsonObject.parse(json);
    for (String name : REFUSED) {
      if (header.has(name)) {
        throw new IllegalArgumentException("the header has " + name);
      }
    }
    if (header.text("alg").isEmpty() || header.text("alg").orElseThrow().isEmpty()) {
      throw new IllegalArgumentException("the header has no alg");
    }
    header.text("typ");
    header.text("kid");
    return header;
  }

  @Override
  public String toString() {
    return "Jwt[hidden]";
  }
}
