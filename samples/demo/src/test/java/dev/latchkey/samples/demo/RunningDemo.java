package dev.latchkey.samples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo on a free port, what it printed, and a client for it. */
final class RunningDemo implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final DemoServer server;
  private final String printed;

  private RunningDemo(DemoServer server, String printed) {
    this.server = server;
    this.printed = printed;
  }

  static RunningDemo start(Path folder) {
    DemoServer server = Demo.start(0, folder);
    return new RunningDemo(server, Demo.greeting(server));
  }

  String printed() {
    return printed;
  }

  URI uri() {
    return server.uri();
  }

  String adminKey() throws IOException {
    return Files.readString(server.keyFile()).strip();
  }

  HttpResponse<String> get(String path, String key) throws Exception {
    return call("GET", path, key, "");
  }

  /** Calls with a key, or with none where that is empty. */
  HttpResponse<String> call(String method, String path, String key, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(path)).method(method, BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The data of an answer. */
  static JsonNode data(HttpResponse<String> answer) throws IOException {
    return MAPPER.readTree(answer.body()).path("data");
  }

  /** A new key of {@code user}, with its id and its text. */
  JsonNode issue(String user, String scopes) throws Exception {
    String body = "{\"name\": \"test\", \"scopes\": " + scopes + "}";
    return data(call("POST", "/v1/users/" + user + "/apikeys", adminKey(), body));
  }

  @Override
  public void close() {
    server.close();
  }
}
