package dev.latchkey.samples.war.containers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.samples.war.containers.Guarded.Issued;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guard does differently when it is told to, on every container. */
@ParameterizedClass(name = "{0}")
@MethodSource("containers")
record SwitchesIT(Guarded app) {
  static Stream<Guarded> containers() {
    return Guarded.each(
        "latchkey.x-api-key = on",
        "latchkey.cors-preflight = on",
        "latchkey.recheck-forwards = on",
        "latchkey.refuse-path-parameters = on",
        "latchkey.end-exchanges = off",
        "latchkey.end-sessions = off",
        "latchkey.proxies = 127.0.0.0/8, ::1",
        "latchkey.proxies.header = X-Forwarded-For");
  }

  @Test
  void anApiKeyHeaderIsAsGoodAsABearerToken() throws IOException {
    Issued key = app.issue("zones:read");
    String apiKey = "X-Api-Key: " + key.text();

    assertThat(app.ask("GET /app/zones", apiKey).echo("remoteUser")).contains("admin");
    assertThat(app.ask("GET /app/zones", "X-Api-Key: wrong").status()).isEqualTo(401);
    assertThat(app.ask("GET /app/zones", apiKey, apiKey).status()).isEqualTo(400);
    assertThat(app.ask("GET /app/zones", apiKey, "Authorization: Bearer " + key.text()).status())
        .isEqualTo(400);
  }

  @Test
  void aPreflightPassesWithoutAKeyAndAnyOtherOptionsDoesNot() throws IOException {
    String[] preflight = {"Origin: https://a.example", "Access-Control-Request-Method: GET"};

    assertThat(app.ask("OPTIONS /app/zones/a", preflight).status()).isEqualTo(200);
    assertThat(app.ask("OPTIONS /app/zones/a", preflight[0]).status()).isEqualTo(401);
    assertThat(app.ask("GET /app/zones/a", preflight).status()).isEqualTo(401);
    assertThat(app.ask("OPTIONS /app/zones/..;/a", preflight).status()).isEqualTo(400);
  }

  /** The app forwards to {@code /hello/forwarded}, which is optional: its own rule lets it. */
  @Test
  void aForwardMustPassTheRuleOfItsTarget() throws IOException {
    Issued key = app.issue("zones:read");

    assertThat(app.ask("GET /app/forward/x", "Authorization: Bearer " + key.text()).status())
        .isEqualTo(200);
    assertThat(app.ask("GET /app/forward/admin", "Authorization: Bearer " + key.text()).status())
        .isEqualTo(403);
  }

  @Test
  void aPathParameterIsRefused() throws IOException {
    Issued key = app.issue("zones:read");

    assertThat(app.ask("GET /app/zones/a;x=1", "Authorization: Bearer " + key.text()).status())
        .isEqualTo(400);
  }

  @Test
  void aKnownProxyIsBelievedAboutTheClient() throws IOException {
    Issued key = app.issueWith(",\"allowed_ips\":[\"203.0.113.0/24\"]", "zones:read");
    String bearer = "Authorization: Bearer " + key.text();

    assertThat(app.ask("GET /app/zones", bearer, "X-Forwarded-For: 203.0.113.9").status())
        .isEqualTo(200);
    assertThat(app.ask("GET /app/zones", bearer).status()).isEqualTo(401);
    assertThat(
            app.ask("GET /app/zones", bearer, "X-Forwarded-For: 203.0.113.9, 198.51.100.1")
                .status())
        .isEqualTo(401);
  }

  @Test
  void aStreamOutlivesItsKey() throws IOException {
    Issued key = app.issue("zones:read");
    try (RawHttp http = RawHttp.connect(app.port())) {
      String request =
          "GET /app/hold/stream HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n";
      http.send(request.formatted(key.text()).getBytes(ISO_8859_1));
      assertThat(http.readHead().status()).isEqualTo(200);
      app.revoke(key);

      assertThat(new String(http.read(1_000), ISO_8859_1)).contains("tick");
    }
  }

  @Test
  void aSessionIsAnybodysAndOutlivesItsKey() throws IOException {
    Issued key = app.issue("zones:read");
    Answer opened = app.ask("GET /app/session/open", "Authorization: Bearer " + key.text());
    String cookie = "Cookie: " + opened.header("Set-Cookie").orElseThrow().split(";")[0];
    app.revoke(key);

    String other = "Authorization: Bearer " + app.issue("zones:read").text();
    assertThat(app.ask("GET /app/session/look", other, cookie).echo("session"))
        .isEqualTo(opened.echo("session"));
    assertThat(app.ask("GET /app/public/session/look", cookie).echo("session"))
        .isEqualTo(opened.echo("session"));
  }
}
