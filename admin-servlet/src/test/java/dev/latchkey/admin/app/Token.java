package dev.latchkey.admin.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A JWT in its three parts, to look into and to tamper with. Checks nothing. */
public record Token(ObjectNode header, ObjectNode claims, String signature) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static Token of(String text) {
    String[] parts = text.split("\\.", -1);
    return new Token(object(parts[0]), object(parts[1]), parts[2]);
  }

  /** What the signature is over. */
  public String signed() {
    return part(header) + '.' + part(claims);
  }

  public String text() {
    return signed() + '.' + signature;
  }

  public Token signedBy(byte[] bytes) {
    return new Token(header, claims, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static ObjectNode object(String part) {
    try {
      return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (java.io.IOException e) {
      throw new AssertionError("no JSON in base64url", e);
    }
  }

  private static String part(JsonNode json) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
