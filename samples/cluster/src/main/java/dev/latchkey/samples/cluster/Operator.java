package dev.latchkey.samples.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.samples.cluster.machines.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Whoever issues and revokes keys, and uses them: over HTTP, through any node. What was answered
 * goes into the notebook. Safe for use by many threads.
 */
final class Operator {
  private static final String KEYS = "/latchkey/v1/users/admin/apikeys";
  private static final Duration LONGEST_CALL = Duration.ofSeconds(8);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final SecureRandom random = new SecureRandom();
  private final String adminKey;
  private final Notebook notebook;

  Operator(String adminKey, Notebook notebook) {
    this.adminKey = adminKey;
    this.notebook = notebook;
  }

  /** A text under which a call can be sent again. */
  String idempotencyKey() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Issues a key, and waits for all nodes to have heard of it; empty when there was no answer, or
   * none that says so.
   */
  Optional<IssuedKey> issue(Node node, String idempotencyKey) {
    long sent = System.nanoTime();
    Optional<JsonNode> body =
        post(
            node.uri().resolve(KEYS + "?wait=PT1S"),
            "{\"name\":\"sample\",\"scopes\":[\"orders:read\"]}",
            201,
            idempotencyKey);
    long answered = System.nanoTime();
    Optional<IssuedKey> key =
        body.map(b -> b.path("data"))
            .map(data -> new IssuedKey(data.path("id").asText(), data.path("key").asText()));
    key.ifPresent(k -> notebook.write("issued key=%s sent=%d answered=%d", k, sent, answered));
    return key;
  }

  /** Revokes through a node, as often as it takes to get an answer. */
  Revocation revoke(Node node, IssuedKey key) {
    long sent = System.nanoTime();
    Optional<JsonNode> body = Optional.empty();
    long end = sent + Duration.ofSeconds(60).toNanos();
    while (body.isEmpty() && System.nanoTime() < end) {
      body = post(node.uri().resolve(KEYS + '/' + key + "/revoke"), "{}", 200, idempotencyKey());
    }
    long answered = System.nanoTime();
    JsonNode told = body.orElseThrow(() -> new IllegalStateException("not revoked: " + key));
    return note(key, told.path("propagation"), sent, answered);
  }

  /** What a node answers to a request with a key: a status, or 0 for none. */
  int use(Node node, IssuedKey key, Duration longest) {
    long asked = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(node.uri().resolve("/orders/1"))
            .timeout(longest)
            .header("Authorization", "Bearer " + key.text())
            .build();
    int status = status(request);
    notebook.write(
        "used node=%s key=%s status=%d asked=%d answered=%d",
        node.name(), key, status, asked, System.nanoTime());
    return status;
  }

  int use(Node node, IssuedKey key) {
    return use(node, key, Duration.ofSeconds(2));
  }

  /** Any answer of the key API. */
  JsonNode get(Node node, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(node.uri().resolve("/latchkey" + path))
            .timeout(LONGEST_CALL)
            .header("Authorization", "Bearer " + adminKey)
            .build();
    return send(request)
        .flatMap(Operator::json)
        .orElseThrow(() -> new IllegalStateException("no answer: " + path));
  }

  private Revocation note(IssuedKey key, JsonNode told, long sent, long answered) {
    Revocation revocation =
        new Revocation(
            key,
            told.path("entry").asLong(),
            told.path("nodes").asInt(),
            told.path("confirmed").asInt(),
            told.has("effective_by"),
            sent,
            answered);
    notebook.write(
        "revoked key=%s entry=%d nodes=%d confirmed=%d proven=%s sent=%d answered=%d waited=%d",
        key,
        revocation.entry(),
        revocation.nodes(),
        revocation.confirmed(),
        !revocation.bounded(),
        sent,
        answered,
        told.path("millis").asLong());
    return revocation;
  }

  private Optional<JsonNode> post(URI uri, String body, int expected, String idempotencyKey) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(LONGEST_CALL)
            .header("Authorization", "Bearer " + adminKey)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(body))
            .build();
    return send(request)
        .filter(response -> response.statusCode() == expected)
        .flatMap(Operator::json);
  }

  private static Optional<JsonNode> json(HttpResponse<String> response) {
    try {
      return Optional.of(JSON.readTree(response.body()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private int status(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException noAnswer) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private Optional<HttpResponse<String>> send(HttpRequest request) {
    try {
      return Optional.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException noAnswer) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
