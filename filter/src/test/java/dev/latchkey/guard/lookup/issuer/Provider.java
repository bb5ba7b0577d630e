package dev.latchkey.guard.lookup.issuer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Somebody else's OpenID provider on this machine. */
final class Provider implements AutoCloseable {
  static final String METADATA = "/.well-known/openid-configuration";
  static final String KEYS = "/keys";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());

  private final String url;

  Provider() {
    server.start();
    url = server.baseUrl();
    answer(METADATA, metadata(url(), keys()));
    warmUp();
  }

  /** The first answer of a JVM takes longer than anybody would wait for a provider. */
  private void warmUp() {
    try (InputStream answer = URI.create(url + METADATA).toURL().openStream()) {
      answer.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.resetRequests();
  }

  String url() {
    return url;
  }

  String keys() {
    return url() + KEYS;
  }

  static ResponseDefinitionBuilder metadata(String issuer, String keys) {
    return okJson("{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys));
  }

  static String keySet(SigningKey... keys) {
    return Arrays.stream(keys)
        .map(SigningKey::jwk)
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  void publish(SigningKey... keys) {
    answer(KEYS, okJson(keySet(keys)));
  }

  /** Answers a text of any type with 200. */
  void publish(String type, String text) {
    answer(KEYS, aResponse().withStatus(200).withHeader("Content-Type", type).withBody(text));
  }

  /** Answers a path like this. */
  void answer(String path, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo(path)).willReturn(answer));
  }

  int fetches() {
    return fetches(KEYS);
  }

  int fetches(String path) {
    return server.findAll(getRequestedFor(urlEqualTo(path))).size();
  }

  @Override
  public void close() {
    server.stop();
  }
}
