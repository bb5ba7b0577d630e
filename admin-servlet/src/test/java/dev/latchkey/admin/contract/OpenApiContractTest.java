package dev.latchkey.admin.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiContractTest {
  private static final OpenApiContract CONTRACT = OpenApiContract.load();
  private static final String KEYS = "/v1/users/ada/apikeys";
  private static final String KEY = KEYS + "/key_8f3kAq2LmZ7x";
  private static final String NEW_KEY =
      """
      {
        "name": "Terraform Automation",
        "scopes": ["zones:read", "zones:write", "records:read", "records:write"]
      }""";

  @Test
  void theCallsOfTheDnscalePageKeepTheContract() {
    assertThatCode(
            () -> {
              CONTRACT.check(issue(NEW_KEY, example("Issued")));
              CONTRACT.check(ok("GET", KEYS, example("Page")));
              CONTRACT.check(ok("GET", KEY, example("Active"), "ETag", "\"1\""));
              CONTRACT.check(
                  ok(
                      "DELETE",
                      KEY,
                      """
                      {"status": "success",
                       "data": {"id": "key_8f3kAq2LmZ7x", "deleted_at": "2026-05-04T07:00:00Z"},
                       "propagation": {"entry": 1, "nodes": 1, "confirmed": 1, "millis": 0}}"""));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void nullsAreAllowedWhereTheContractSaysSo() {
    Exchange changed =
        exchange(
            "PATCH",
            KEY,
            json("{\"expires_at\": null}", Map.of("If-Match", "\"1\"")),
            200,
            json(example("Paused"), Map.of("ETag", "\"2\"")));

    assertThatCode(() -> CONTRACT.check(changed)).doesNotThrowAnyException();
  }

  @Test
  void anUndeclaredStatusIsCaught() {
    assertBroken(
        exchange("GET", KEYS, Message.EMPTY, 204, json("", Map.of())),
        "GET /v1/users/ada/apikeys -> 204 breaks the contract",
        "status 204 is not declared");
  }

  @Test
  void anUndeclaredPathIsCaughtUnlessItIsRefused() {
    assertBroken(ok("GET", "/v1/keys", example("Page")), "no such path is declared");
    CONTRACT.check(refused("GET", "/v1/keys", 404, "not-found"));
  }

  @Test
  void anUndeclaredMethodIsCaughtUnlessItIsRefused() {
    assertBroken(ok("POST", "/v1/nodes", "{}"), "no such method is declared for this path");
    CONTRACT.check(refused("DELETE", KEYS, 405, "method-not-allowed", "Allow", "GET, HEAD, POST"));
  }

  @Test
  void anAllowHeaderThatNamesOtherMethodsIsCaught() {
    assertBroken(
        refused("DELETE", KEYS, 405, "method-not-allowed", "Allow", "GET, PUT"),
        "response header Allow: names other methods than [GET, POST]");
  }

  @Test
  void aFieldThatOnlyAnIssuedKeyMayCarryIsCaughtElsewhere() {
    String leaking = changed("Active", key -> key.put("key", "dnscale_live_text"));

    assertBroken(ok("GET", KEY, leaking, "ETag", "\"1\""), "response body /data", "'key'");
  }

  @Test
  void anIssuedKeyWithoutItsTextIsCaught() {
    assertBroken(issue(NEW_KEY, changed("Issued", key -> key.remove("key"))), "/data", "'key'");
  }

  @Test
  void aWrongTypeIsCaughtAndNothingElseIsBlamed() {
    String body = changed("Active", key -> key.put("enabled", "yes"));

    assertThatThrownBy(() -> CONTRACT.check(ok("GET", KEY, body, "ETag", "\"1\"")))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "GET "
                + KEY
                + " -> 200 breaks the contract:\n"
                + "  response body /data/enabled: string found, boolean expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-15T10:30:00+01:00", "2026-01-15", "2026-02-30T10:30:00Z"})
  void aTimeThatIsNotUtcIsCaught(String time) {
    String body = changed("Active", key -> key.put("created_at", time));

    assertBroken(ok("GET", KEY, body, "ETag", "\"1\""), "/data/created_at");
  }

  @Test
  void aMissingHeaderIsCaught() {
    assertBroken(ok("GET", KEY, example("Active")), "response header ETag: is required");
    assertBroken(
        exchange(
            "GET",
            KEYS,
            Message.EMPTY,
            200,
            new Message(Map.of("Content-Type", List.of("application/json")), example("Page"))),
        "response header Cache-Control: is required");
  }

  @Test
  void aHeaderOfTheWrongFormIsCaught() {
    assertBroken(
        refused("GET", KEYS, 503, "unavailable", "Retry-After", "soon"), "header Retry-After");
    CONTRACT.check(refused("GET", KEYS, 503, "unavailable", "Retry-After", "5"));
  }

  @Test
  void aContentTypeThatIsNotDeclaredIsCaught() {
    Message html =
        new Message(
            Map.of("Content-Type", List.of("text/html"), "Cache-Control", List.of("no-store")),
            "<html>");

    assertBroken(exchange("GET", KEYS, Message.EMPTY, 200, html), "text/html is not declared");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{} {}", "{\"status\": 1, \"status\": 2}"})
  void aBodyThatIsNotOneJsonValueIsCaught(String body) {
    assertBroken(ok("GET", KEYS, body), "response body");
  }

  @Test
  void aProblemOfAnotherStatusIsCaught() {
    assertBroken(refused("GET", KEY, 404, "conflict"), "response body /type");
  }

  @ParameterizedTest
  @CsvSource({
    "limt=10, limt",
    "limit=201, limit",
    "limit=ten, limit",
    "limit=1&limit=2, limit",
    "sort=owner, sort"
  })
  void aQueryThatShouldHaveBeenRefusedIsCaught(String query, String parameter) {
    assertBroken(ok("GET", KEYS + '?' + query, example("Page")), "query " + parameter);
    CONTRACT.check(refused("GET", KEYS + '?' + query, 400, "invalid-parameter"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"x\"}",
        "{\"name\": \"x\", \"scopes\": []}",
        "{\"name\": \"x\", \"scopes\": [\"zones\"]}",
        "{\"name\": \"x\", \"scopes\": [\"zones:read:*\"]}",
        "{\"name\": \"x\", \"scopes\": [\"zones:read\"], \"expiry\": \"P1D\"}",
        "{\"name\": \"x\", \"scopes\": [\"zones:read\"], \"expires_in\": \"P1M\"}",
        "{\"name\": \"x\", \"scopes\": [\"a:b\"], \"expires_in\": \"P1D\","
            + " \"expires_at\": \"2027-01-01T00:00:00Z\"}"
      })
  void aBodyThatShouldHaveBeenRefusedIsCaught(String body) {
    assertBroken(issue(body, example("Issued")), "request body");
    CONTRACT.check(refused("POST", KEYS, 400, "invalid-body"));
  }

  @Test
  void anIdempotencyKeyThatShouldHaveBeenRefusedIsCaught() {
    Exchange issued =
        exchange(
            "POST",
            KEYS,
            json(NEW_KEY, Map.of("idempotency-key", "short")),
            201,
            json(example("Issued"), Map.of("Location", KEY)));

    assertBroken(issued, "header Idempotency-Key");
  }

  @Test
  void aMissingBodyIsCaughtOnlyWhereOneIsRequired() {
    assertBroken(issue("", example("Issued")), "request body: is required");
    CONTRACT.check(ok("POST", KEY + "/revoke", example("Revoked")));
  }

  @Test
  void aHeadIsAGetWithoutABody() {
    CONTRACT.check(ok("HEAD", KEYS, ""));
    assertBroken(ok("HEAD", KEYS, example("Page")), "response body: HEAD has none");
  }

  private static void assertBroken(Exchange exchange, String... clues) {
    assertThatThrownBy(() -> CONTRACT.check(exchange))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(clues);
  }

  private static Exchange issue(String sent, String answered) {
    Message request = sent.isEmpty() ? Message.EMPTY : json(sent, Map.of());
    return exchange("POST", KEYS, request, 201, json(answered, Map.of("Location", KEY)));
  }

  private static Exchange ok(String method, String target, String body) {
    return exchange(method, target, Message.EMPTY, 200, json(body, Map.of()));
  }

  private static Exchange ok(
      String method, String target, String body, String header, String value) {
    return exchange(method, target, Message.EMPTY, 200, json(body, Map.of(header, value)));
  }

  private static Exchange refused(String method, String target, int status, String type) {
    return refused(method, target, status, type, "Vary", "Origin");
  }

  private static Exchange refused(
      String method, String target, int status, String type, String header, String value) {
    String body =
        """
        {"type": "urn:latchkey:problem:%s", "title": "No", "status": %d, "detail": "why"}"""
            .formatted(type, status);
    Map<String, String> headers = Map.of(header, value);
    return exchange(
        method, target, Message.EMPTY, status, message("application/problem+json", body, headers));
  }

  private static Exchange exchange(
      String method, String target, Message request, int status, Message response) {
    return new Exchange(method, URI.create(target), request, status, response);
  }

  private static Message json(String body, Map<String, String> headers) {
    return message("application/json;charset=utf-8", body, headers);
  }

  private static Message message(String type, String body, Map<String, String> more) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("content-type", List.of(type));
    headers.put("cache-control", List.of("no-store"));
    more.forEach((name, value) -> headers.put(name, List.of(value)));
    return new Message(headers, body);
  }

  private static String example(String name) {
    return changed(name, key -> {});
  }

  /** An example of the contract after {@code change} was done to its {@code data}. */
  private static String changed(String name, Consumer<ObjectNode> change) {
    ObjectNode example =
        OpenApiContract.document()
            .at(JsonPointer.compile("/components/examples/" + name + "/value"))
            .deepCopy();
    if (example.get("data") instanceof ObjectNode data) {
      change.accept(data);
    }
    return example.toString();
  }
}
