package dev.latchkey.samples.war.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.samples.war.containers.Guarded.Issued;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard promises, on every container, over plain sockets. */
@ParameterizedClass(name = "{0}")
@MethodSource("containers")
record GuardIT(Guarded app) {
  static Stream<Guarded> containers() {
    return Guarded.each(
        "latchkey.realm = zones",
        "latchkey.warn-before = P2D",
        "latchkey.identity-headers = X-User");
  }

  @Test
  void noCredentialIsAskedForOneAndToldNoError() throws IOException {
    Answer answer = app.ask("GET /app/zones");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"zones\"");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
    assertThat(answer.body()).contains("\"type\":\"urn:latchkey:problem:unauthenticated\"");
  }

  @Test
  void aGoodKeyIsThePrincipalAndItsScopesAreRoles() throws IOException {
    Issued key = app.issue("zones:read");
    Answer answer = app.ask("GET /app/zones/example.com", bearer(key), "Check-Role: zones:read");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.echo("remoteUser")).contains("admin");
    assertThat(answer.echo("authType")).contains("Bearer");
    assertThat(answer.echo("principal")).contains("admin");
    assertThat(answer.echo("caller")).contains("Caller[" + key.id() + " of admin]");
    assertThat(answer.echo("inRole")).contains("true");
    assertThat(app.ask("GET /app/me", bearer(key), "Check-Role: zones:write").echo("inRole"))
        .contains("false");
  }

  @Test
  void aScopeEndsAtItsInstance() throws IOException {
    Issued key = app.issue("zones:read:example.com");

    assertThat(app.ask("GET /app/zones/example.com/a", bearer(key)).status()).isEqualTo(200);
    Answer other = app.ask("GET /app/zones/example.org", bearer(key));
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.header("WWW-Authenticate"))
        .contains(
            "Bearer realm=\"zones\", error=\"insufficient_scope\","
                + " scope=\"zones:read:example.org\"");
    assertThat(app.ask("GET /app/zones", bearer(key)).status()).isEqualTo(403);
    assertThat(app.ask("PUT /app/zones/example.com", bearer(key)).status()).isEqualTo(403);
  }

  @Test
  void everyBadKeyGetsTheSameAnswer() throws IOException {
    Issued good = app.issue("zones:read");
    Issued revoked = app.issue("zones:read");
    app.revoke(revoked);
    String swapped = good.text().substring(0, 26) + revoked.text().substring(26);
    Issued late = app.issueWith(",\"not_before\":\"2099-01-01T00:00:00Z\"", "zones:read");
    Issued elsewhere = app.issueWith(",\"allowed_ips\":[\"203.0.113.0/24\"]", "zones:read");

    Stream.of(
            "nonsense",
            "latchkey_live_" + "0".repeat(56),
            "latchkey_prod_" + good.text().substring(14),
            good.text() + "0",
            swapped,
            revoked.text(),
            late.text(),
            elsewhere.text())
        .forEach(token -> assertRefusedAlike(token));
  }

  private void assertRefusedAlike(String token) {
    try {
      Answer answer = app.ask("GET /app/zones", "Authorization: Bearer " + token);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate"))
          .contains("Bearer realm=\"zones\", error=\"invalid_token\"");
      assertThat(answer.body())
          .isEqualTo(
              "{\"type\":\"urn:latchkey:problem:invalid-token\",\"title\":\"Unauthorized\","
                  + "\"status\":401,\"detail\":\"This key is not accepted.\"}");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer a,b", "Bearer\ta", "Bearer ä", "=x"})
  void aMalformedCredentialIsABadRequest(String value) throws IOException {
    Answer answer = app.ask("GET /app/zones", "Authorization: " + value);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("WWW-Authenticate"))
        .contains("Bearer realm=\"zones\", error=\"invalid_request\"");
  }

  @Test
  void twoCredentialsAreABadRequestEvenWhenBothAreGood() throws IOException {
    Issued key = app.issue("zones:read");

    assertThat(app.ask("GET /app/zones", bearer(key), bearer(key)).status()).isEqualTo(400);
  }

  @Test
  void anotherSchemeIsNoCredential() throws IOException {
    assertThat(app.ask("GET /app/zones", "Authorization: Basic YTpi").status()).isEqualTo(401);
    assertThat(app.ask("GET /app/hello", "Authorization: Basic YTpi").status()).isEqualTo(200);
  }

  @Test
  void theSchemeIsReadInAnyCase() throws IOException {
    Issued key = app.issue("zones:read");

    assertThat(app.ask("GET /app/zones", "authorization: bEARER   " + key.text()).status())
        .isEqualTo(200);
  }

  @Test
  void anUnlistedRouteIsClosedWithAndWithoutAKey() throws IOException {
    Issued key = app.issue("*:*");

    assertThat(app.ask("GET /app/unlisted").status()).isEqualTo(401);
    assertThat(app.ask("GET /app/unlisted", bearer(key)).status()).isEqualTo(403);
    assertThat(app.ask("GET /app/", bearer(key)).status()).isEqualTo(403);
    assertThat(app.ask("GET /app/ZONES", bearer(key)).status()).isEqualTo(403);
  }

  @Test
  void methodsAreExact() throws IOException {
    Issued key = app.issue("*:*");

    assertThat(app.ask("HEAD /app/zones/a", bearer(key)).status()).isEqualTo(200);
    assertThat(app.ask("DELETE /app/zones/a", bearer(key)).status()).isEqualTo(403);
    assertThat(app.ask("OPTIONS /app/zones/a", bearer(key)).status()).isEqualTo(403);
    assertThat(app.ask("get /app/zones/a", bearer(key)).status()).isIn(400, 403, 501);
    assertThat(app.ask("PROPFIND /app/public/a").status()).isIn(401, 501);
    assertThat(
            app.ask("GET /app/zones/a", bearer(key), "X-HTTP-Method-Override: PUT").echo("method"))
        .contains("GET");
  }

  @Test
  void aPublicRouteNeverReadsTheHeader() throws IOException {
    Answer answer = app.ask("GET /app/public/a", "Authorization: Bearer", "Authorization: x");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.echo("caller")).isEmpty();
  }

  @Test
  void anOptionalRouteTakesNobodyAndRefusesABadKey() throws IOException {
    assertThat(app.ask("GET /app/hello").echo("caller")).isEmpty();
    assertThat(app.ask("GET /app/hello", "Authorization: Bearer x").status()).isEqualTo(401);
    assertThat(app.ask("GET /app/hello", bearer(app.issue("a:b"))).echo("remoteUser"))
        .contains("admin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/public/../admin/x",
        "/app/public/%2e%2e/admin/x",
        "/app/public/..%2fadmin/x",
        "/app/public/..;/admin/x",
        "/app/public/..;a=b/admin/x",
        "/app/public/%2e%2e;/admin/x",
        "/app/public/.%2e/admin/x",
        "/app/public/%252e%252e/admin/x",
        "/app/public/..%5cadmin/x",
        "/app/public/..\\admin/x",
        "/app/public//../admin/x",
        "/app/public/;/../admin/x",
        "/app/public/./../admin/x",
        "/app/public/%c0%ae%c0%ae/admin/x",
        "/app/public/%u002e%u002e/admin/x",
        "/app/public/..%00/admin/x",
        "/app/public/..%09/admin/x",
        "/app//admin/x",
        "//app/admin/x",
        "/app/./admin/x",
        "/app/;/admin/x",
        "/app;/admin/x",
        "/app/admin;/x",
        "/app/admin;a=b/x",
        "/app/%61dmin/x",
        "/app/admin%2fx",
        "/app/admin%3b/x",
        "/app/admin/%2e/x",
        "/public/../app/admin/x",
        "/keys/../app/admin/x",
        "/app/public/%ef%bc%8e%ef%bc%8e/admin/x",
        "http://a/app/admin/x",
        "http://a/app/public/..;/admin/x",
      })
  void noSpellingOfAPathReachesWhatItsKeyMayNot(String path) throws IOException {
    Answer answer = app.ask("GET " + path, bearer(app.issue("zones:read")));

    assertThat(answer.status()).isNotEqualTo(500);
    if (answer.status() == 200) {
      assertThat(answer.echo("servletPath")).contains("/public");
      assertThat(answer.echo("pathInfo").orElse("")).doesNotContain("/../").doesNotContain(";");
    }
  }

  @Test
  void aPathParameterIsHarmlessAndTheGuardSeesWhatTheServletSees() throws IOException {
    Issued key = app.issue("zones:read");
    Answer answer = app.ask("GET /app/zones;x=1/a", bearer(key));

    assertThat(answer.status()).isIn(200, 400);
    assertThat(app.ask("GET /app/zones/%C3%A9", bearer(key)).status()).isEqualTo(200);
    // Jetty refuses %25 by itself; where it arrives, it is a letter like any other.
    assertThat(app.ask("GET /app/zones/100%25", bearer(key)).status()).isIn(200, 400);
  }

  @Test
  void laterDispatchesKeepTheCaller() throws IOException {
    Issued key = app.issue("zones:read");

    for (String path :
        new String[] {"/async/dispatch", "/async/thread", "/fail", "/fail/throw", "/forward/x"}) {
      Answer answer = app.ask("GET /app" + path, bearer(key));
      assertThat(answer.echo("remoteUser")).as(path).contains("admin");
      assertThat(answer.echo("caller")).as(path).isPresent();
    }
    assertThat(app.ask("GET /app/fail", bearer(key)).status()).isEqualTo(418);
    assertThat(app.ask("GET /app/fail/throw", bearer(key)).status()).isEqualTo(500);
  }

  @Test
  void webSocketsOpenOnlyWithAKeyAndKnowWhose() throws IOException {
    String[] upgrade = {
      "GET /app/socket HTTP/1.1",
      "Host: a",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
      bearer(app.issue("zones:read"))
    };
    assertThat(RawHttp.ask(app.port(), java.util.Arrays.copyOf(upgrade, 6)).status())
        .isEqualTo(401);
    try (RawHttp http = RawHttp.connect(app.port())) {
      assertThat(http.ask(upgrade).status()).isEqualTo(101);
      http.send(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});
      byte[] head = http.read(2);
      assertThat(new String(http.read(head[1]), UTF_8)).isEqualTo("admin: hi");
    }
  }

  @Test
  void identityHeadersOfAClientAreGone() throws IOException {
    Answer answer =
        app.ask("GET /app/public/a", "X-User: root", "x-uSER: root", "Latchkey-User: root", "A: b");

    assertThat(answer.echo("headers").orElse("").toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("x-user")
        .doesNotContain("latchkey")
        .contains("a");
  }

  @Test
  void aBodyIsLeftToTheApp() throws IOException {
    String head =
        "POST /app/zones/a HTTP/1.1\r\nHost: a\r\n"
            + bearer(app.issue("zones:write"))
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\na=1&b=2";
    try (RawHttp http = RawHttp.connect(app.port())) {
      http.send(head.getBytes(UTF_8));
      assertThat(http.read().echo("bodyLength")).contains("7");
    }
  }

  @Test
  void aKeyThatEndsSoonSaysSo() throws IOException {
    Issued soon = app.issueWith(",\"expires_in\":\"P1D\"", "zones:read");
    Issued later = app.issueWith(",\"expires_in\":\"P3D\"", "zones:read");

    assertThat(app.ask("GET /app/zones", bearer(soon)).header("Latchkey-Key-Expires")).isPresent();
    assertThat(app.ask("GET /app/zones", bearer(later)).header("Latchkey-Key-Expires")).isEmpty();
  }

  @Test
  void anApiKeyHeaderIsNotReadUnlessSetSo() throws IOException {
    Issued key = app.issue("zones:read");

    assertThat(app.ask("GET /app/zones", "X-Api-Key: " + key.text()).status()).isEqualTo(401);
  }

  /** The admin servlet is another app with another class loader on the same file. */
  @Test
  void aRevocationIsFeltBeforeItsAnswerArrives() throws IOException {
    for (int i = 0; i < 20; i++) {
      Issued key = app.issue("zones:read");
      assertThat(app.ask("GET /app/zones", bearer(key)).status()).isEqualTo(200);
      Answer revoked = app.revoke(key);
      assertThat(revoked.body()).contains("\"nodes\":2,\"confirmed\":2");
      assertThat(app.ask("GET /app/zones", bearer(key)).status()).isEqualTo(401);
    }
  }

  private static String bearer(Issued key) {
    return "Authorization: Bearer " + key.text();
  }
}
