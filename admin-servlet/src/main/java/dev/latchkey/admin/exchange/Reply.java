package dev.latchkey.admin.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An answer, free of the servlet API. Immutable. */
public record Reply(int status, String contentType, Map<String, String> headers, String body) {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  public Reply {
    headers = Map.copyOf(headers);
  }

  /** {@code {"status":"success","data":…}}. */
  public static Reply data(JsonNode data) {
    return of(200, success(data));
  }

  /** The same, and beside it until when something holds. */
  public static Reply data(JsonNode data, String name, Instant until) {
    ObjectNode body = success(data);
    Json.put(body, name, Optional.of(until));
    return of(200, body);
  }

  /** A page: data and where the next one starts. */
  public static Reply page(JsonNode data, Optional<String> next) {
    ObjectNode body = success(data);
    Json.putText(body, "next", next);
    return of(200, body);
  }

  /** What a change answers: the new facts, and which nodes know of them. */
  public static Reply written(int status, JsonNode data, JsonNode propagation) {
    ObjectNode body = success(data);
    body.set("propagation", propagation);
    return of(status, body);
  }

  /** JSON in a shape that is not ours. */
  public static Reply plain(int status, JsonNode body) {
    return of(status, body);
  }

  /** Success, and nothing to say. */
  public static Reply empty() {
    return new Reply(200, JSON, Map.of(), "");
  }

  /** A JSON text as it stands. */
  public static Reply text(int status, String json) {
    return new Reply(status, JSON, Map.of(), json);
  }

  /** The same of another media type, which everybody may keep for a while. */
  public static Reply cached(String contentType, String json, Duration age) {
    Map<String, String> headers = Map.of("Cache-Control", "public, max-age=" + age.toSeconds());
    return new Reply(200, contentType, headers, json);
  }

  public static Reply of(Problem problem) {
    ObjectNode body = Json.object();
    body.put("type", problem.kind().type());
    body.put("title", problem.kind().title());
    body.put("status", problem.kind().status());
    body.put("detail", problem.detail());
    if (!problem.errors().isEmpty()) {
      problem
          .errors()
          .forEach(
              error ->
                  body.withArray("errors")
                      .addObject()
                      .put("pointer", error.pointer())
                      .put("detail", error.detail()));
    }
    return new Reply(problem.kind().status(), PROBLEM, problem.headers(), Json.print(body));
  }

  /** The same with one more header. */
  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, contentType, more, body);
  }

  private static ObjectNode success(JsonNode data) {
    ObjectNode body = Json.object();
    body.put("status", "success");
    body.set("data", data);
    return body;
  }

  private static Reply of(int status, JsonNode body) {
    return new Reply(status, JSON, Map.of(), Json.print(body));
  }

  /** Without the body, which may carry the one showing of a key. */
  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
