package dev.latchkey.samples.war.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.samples.war.probe.ProbeListener;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the harness shows an app on each container as it is. Nothing here is about Latchkey. */
@ParameterizedClass(name = "{0}")
@MethodSource("containers")
record ContainersIT(Container container) {
  static Stream<Container> containers() throws IOException {
    War app = War.unguarded().withFragment(ProbeListener.class);
    return Container.each(Map.of("/", app, "/app", app));
  }

  @Test
  void theAppTellsWhatItSees() throws IOException {
    try (RawHttp http = RawHttp.connect(container.port())) {
      http.send(
          "POST /app/hello/you?x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
              .getBytes(UTF_8));
      Answer answer = http.read();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .startsWith(
              """
              method: POST
              requestURI: /app/hello/you
              contextPath: /app
              servletPath: /hello
              pathInfo: /you
              caller: probe
              dispatcher: REQUEST
              """)
          .endsWith("bodyLength: 3\n");
    }
  }

  @Test
  void appsAtTheRootAndBelowItAreApart() throws IOException {
    assertThat(get("/me").echo("contextPath")).contains("");
    assertThat(get("/app/me").echo("contextPath")).contains("/app");
  }

  @Test
  void aConnectionServesManyRequests() throws IOException {
    try (RawHttp http = RawHttp.connect(container.port())) {
      assertThat(http.ask("HEAD /app/hello HTTP/1.1", "Host: a").body()).isEmpty();
      assertThat(http.ask("GET /app/hello HTTP/1.1", "Host: a").echo("method")).contains("GET");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hello",
        "/",
        "/unmapped",
        "/async/dispatch",
        "/async/thread",
        "/fail",
        "/fail/throw",
        "/forward/x"
      })
  void aFilterRegisteredByAFragmentSeesEveryRequest(String path) throws IOException {
    assertThat(get("/app" + path).echo("caller")).contains("probe");
  }

  @Test
  void requestsReachServletsByEveryDispatcher() throws IOException {
    assertThat(get("/app/async/dispatch").echo("dispatcher")).contains("ASYNC");
    assertThat(get("/app/async/thread").echo("servletPath")).contains("/async");
    assertThat(get("/app/forward/x").echo("dispatcher")).contains("FORWARD");
    assertThat(get("/app/fail").echo("dispatcher")).contains("ERROR");
    assertThat(get("/app/fail").status()).isEqualTo(418);
    assertThat(get("/app/fail/throw").echo("servletPath")).contains("/error-page");
    assertThat(get("/app/fail/throw").status()).isEqualTo(500);
  }

  @Test
  void whatAContainerLogsIsKept() throws IOException {
    get("/app/fail/throw");
    assertThat(container.log().toString()).contains("thrown on purpose");
  }

  @Test
  void webSocketsOpenBehindTheFilter() throws IOException {
    try (RawHttp http = RawHttp.connect(container.port())) {
      Answer answer =
          http.ask(
              "GET /app/socket HTTP/1.1",
              "Host: a",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");
      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.header("Probe")).contains("seen");

      // One final text frame, masked with zeros; the answer is not masked.
      http.send(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});
      assertThat(http.read(2)).containsExactly(0x81, 10);
      assertThat(new String(http.read(10), UTF_8)).isEqualTo("nobody: hi");
    }
  }

  /** Of the first three, Tomcat resolves each, Jetty refuses each and Undertow hands each on. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/app/hello/%2e%2e/admin", "/app/hello/..;/admin", "//hello", "/app/hello;x=1/a"})
  void aPathIsNotRewrittenOnItsWayToTheContainer(String path) throws IOException {
    Answer answer = get(path);
    if (answer.status() == 200) {
      assertThat(answer.echo("requestURI")).contains(path);
    } else {
      assertThat(answer.status()).isIn(400, 404);
    }
  }

  private Answer get(String target) throws IOException {
    return RawHttp.ask(container.port(), "GET " + target + " HTTP/1.1", "Host: a");
  }
}
