package dev.latchkey.admin.app;

import dev.latchkey.admin.contract.Exchange;
import dev.latchkey.admin.contract.Message;
import dev.latchkey.admin.contract.OpenApiContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client of the API with somebody's key. Holds each exchange against the contract. Immutable; may
 * be shared between threads.
 */
public final class Api {
  private static final OpenApiContract CONTRACT = OpenApiContract.load();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String app;
  private final Optional<String> key;
  private final List<String> headers;

  private Api(String app, Optional<String> key, List<String> headers) {
    this.app = app;
    this.key = key;
    this.headers = headers;
  }

  static Api of(String app) {
    return new Api(app, Optional.empty(), List.of());
  }

  /** The same with another key. */
  public Api as(String text) {
    return new Api(app, Optional.of(text), headers);
  }

  /** The same without any key. */
  public Api anonymous() {
    return new Api(app, Optional.empty(), headers);
  }

  /** The same with one more header on each call. */
  public Api with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Api(app, key, more);
  }

  /** Scheme, host and port of the app. */
  public String address() {
    return app;
  }

  /** The text of the key. */
  public String key() {
    return key.orElseThrow();
  }

  public Answer get(String path) {
    return call("GET", path, "");
  }

  public Answer delete(String path) {
    return call("DELETE", path, "");
  }

  public Answer post(String path, String body) {
    return call("POST", path, body);
  }

  public Answer put(String path, String body) {
    return call("PUT", path, body);
  }

  public Answer patch(String path, String body) {
    return call("PATCH", path, body);
  }

  /** A call with a JSON body; none where it is empty. */
  public Answer call(String method, String path, String body) {
    return call(method, path, body.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  /** A call with a form: names and values, as they are encoded. */
  public Answer form(String path, String form) {
    return call(
        "POST", path, form.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded");
  }

  public Answer call(String method, String path, byte[] body, String contentType) {
    HttpRequest.Builder request =
        request(TestApp.MOUNT + path)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (body.length > 0 && !contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    HttpResponse<String> response = send(request.build());
    Message asked =
        new Message(response.request().headers().map(), new String(body, StandardCharsets.UTF_8));
    Message answered = new Message(response.headers().map(), response.body());
    CONTRACT.check(new Exchange(method, URI.create(path), asked, response.statusCode(), answered));
    return new Answer(method + ' ' + path, response);
  }

  /** The status that the app answers, outside of the contract. */
  public int app(String method, String path) {
    return app(method, path, "");
  }

  public int app(String method, String path, String body) {
    return send(request(path).method(method, BodyPublishers.ofString(body)).build()).statusCode();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(app + path)).timeout(Duration.ofSeconds(60));
    key.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request;
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
