package dev.latchkey.samples.demo.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.samples.demo.dns.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer of the API: {@code {"status":"success","data":…}}, or a problem of RFC 9457. */
record Answer(int status, String contentType, Map<String, String> headers, String body) {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  static Answer data(JsonNode data) {
    return new Answer(200, JSON, Map.of(), success(data));
  }

  static Answer created(String location, JsonNode data) {
    return new Answer(201, JSON, Map.of("Location", location), success(data));
  }

  static Answer gone() {
    return new Answer(204, JSON, Map.of(), "");
  }

  static Answer methodNotAllowed(String allowed) {
    ObjectNode body = problem(405, "Method not allowed", "this path takes " + allowed);
    return new Answer(405, PROBLEM, Map.of("Allow", allowed), body.toString());
  }

  static Answer of(Refused refused) {
    String field = refused.field().map(name -> name + " ").orElse("");
    String detail = field + refused.detail();
    ObjectNode body =
        switch (refused.kind()) {
          case INVALID -> problem(400, "Bad request", detail);
          case NOT_FOUND -> problem(404, "Not found", detail);
          case CONFLICT -> problem(409, "Conflict", detail);
        };
    refused
        .field()
        .ifPresent(
            name ->
                body.putArray("errors")
                    .addObject()
                    .put("pointer", "#/" + name)
                    .put("detail", refused.detail()));
    return new Answer(body.path("status").asInt(), PROBLEM, Map.of(), body.toString());
  }

  void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    headers.forEach(response::setHeader);
    response.setHeader("Cache-Control", "no-store");
    if (status != 204) {
      response.setContentType(contentType);
      response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String success(JsonNode data) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", "success");
    body.set("data", data);
    return body.toString();
  }

  private static ObjectNode problem(int status, String title, String detail) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return body.put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("detail", detail);
  }
}
