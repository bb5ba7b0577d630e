package dev.latchkey.samples.war.containers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.samples.war.containers.Guarded.Issued;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key opened ends with it, on every container. */
@ParameterizedClass(name = "{0}")
@MethodSource("containers")
record LongLivedIT(Guarded app) {
  private static final int TRIES = 2_000;

  static Stream<Guarded> containers() {
    return Guarded.each();
  }

  /** The ways in which a key comes to open no more what it opened. */
  enum End {
    REVOKED("POST", "/revoke", "{}"),
    DELETED("DELETE", "", ""),
    DISABLED("PATCH", "", "{\"enabled\":false}"),
    NARROWED("PATCH", "", "{\"scopes\":[\"other:read\"]}"),
    MOVED("PATCH", "", "{\"allowed_ips\":[\"192.0.2.0/24\"]}"),
    ROTATED("POST", "/rotate", "{\"overlap\":\"PT0S\"}");

    private final String method;
    private final String path;
    private final String body;

    End(String method, String path, String body) {
      this.method = method;
      this.path = path;
      this.body = body;
    }

    void of(Issued key, Guarded app) throws IOException {
      Answer answer = app.manage(method, "/users/admin/apikeys/" + key.id() + path, body);
      assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExchangeThatHasNotAnsweredYetIsRefusedWhenItsKeyEnds(End end) throws IOException {
    Issued key = app.issue("zones:read");
    try (RawHttp http = begin("/app/hold/idle", key, 1)) {
      end.of(key, app);

      Answer answer = http.read();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).contains("urn:latchkey:problem:invalid-token");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "writer", "async"})
  void anAnswerThatIsUnderWayEndsWithItsKeyAndTheAppIsTold(String way) throws IOException {
    Issued key = app.issue("zones:read");
    int before = count("ended");
    try (RawHttp http = begin("/app/hold/" + way, key, 0)) {
      assertThat(http.readHead().status()).isEqualTo(200);
      app.revoke(key);
      http.readToTheEnd();
    }
    assertThat(until("ended", before + 1)).isEqualTo(before + 1);
  }

  @Test
  void anExchangeThatCameBackByADispatchEndsToo() throws IOException {
    Issued key = app.issue("zones:read");
    try (RawHttp http = begin("/app/hold/later", key, 2)) {
      app.revoke(key);

      assertThat(http.read().status()).isEqualTo(401);
    }
  }

  @Test
  void anExchangeOfAnotherKeyGoesOn() throws IOException {
    Issued key = app.issue("zones:read");
    try (RawHttp http = begin("/app/hold/stream", key, 0)) {
      assertThat(http.readHead().status()).isEqualTo(200);
      app.revoke(app.issue("zones:read"));

      assertThat(new String(http.read(2_000), ISO_8859_1)).contains("tick");
    }
  }

  @Test
  void aConnectionGoesOnAfterAnExchangeThatWasEnded() throws IOException {
    Issued key = app.issue("zones:read");
    Issued other = app.issue("zones:read");
    try (RawHttp http = begin("/app/hold/idle", key, 1)) {
      app.revoke(key);
      assertThat(http.read().status()).isEqualTo(401);

      http.send(request("/app/zones", other));
      assertThat(http.read().status()).isEqualTo(200);
    }
  }

  @Test
  void whatEndsByItselfIsLeftAlone() throws IOException {
    Issued key = app.issue("zones:read");

    assertThat(app.ask("GET /app/hold/short", bearer(key)).status()).isEqualTo(200);
    app.revoke(key);
    assertThat(app.ask("GET /app/hold/short", bearer(key)).status()).isEqualTo(401);
  }

  @Test
  void aSessionEndsWithTheKeyThatOpenedIt() throws IOException {
    Issued key = app.issue("zones:read");
    Answer opened = app.ask("GET /app/session/open", bearer(key));
    String cookie = cookie(opened);
    int ended = number(opened);
    assertThat(app.ask("GET /app/session/look", bearer(key), cookie).echo("session"))
        .isEqualTo(opened.echo("session"));
    assertThat(app.ask("GET /app/public/session/look", cookie).echo("session"))
        .isEqualTo(opened.echo("session"));

    app.revoke(key);

    Answer after = app.ask("GET /app/public/session/look", cookie);
    assertThat(after.echo("session")).contains("none");
    assertThat(after.echo("valid")).contains("false");
    for (int i = 0; i < TRIES && number(after) == ended; i++) {
      after = app.ask("GET /app/public/session/look");
    }
    assertThat(number(after)).isEqualTo(ended + 1);
  }

  @Test
  void aSessionEndsWithTheSecretThatOpenedItUnlessItMovedOn() throws IOException {
    Issued key = app.issue("zones:read");
    String left = cookie(app.ask("GET /app/session/open", bearer(key)));
    String moved = cookie(app.ask("GET /app/session/open", bearer(key)));
    String path = "/users/admin/apikeys/" + key.id();
    String second = Guarded.text(app.manage("POST", path + "/rotate", "{\"overlap\":\"PT1H\"}"));
    Answer looked = app.ask("GET /app/session/look", "Authorization: Bearer " + second, moved);
    assertThat(looked.echo("session").orElse("none")).isNotEqualTo("none");

    assertThat(app.manage("DELETE", path + "/secrets/1", "").status()).isEqualTo(200);

    assertThat(app.ask("GET /app/public/session/look", left).echo("session")).contains("none");
    assertThat(app.ask("GET /app/public/session/look", moved).echo("session"))
        .isEqualTo(looked.echo("session"));
  }

  @Test
  void aSessionIsNotThereForAnotherKey() throws IOException {
    Answer opened = app.ask("GET /app/session/open", bearer(app.issue("zones:read")));
    Issued other = app.issue("zones:read");

    assertThat(app.ask("GET /app/session/look", bearer(other), cookie(opened)).echo("session"))
        .contains("none");
    Answer own = app.ask("GET /app/session/open", bearer(other), cookie(opened));
    assertThat(own.echo("session").orElse("none"))
        .isNotIn("none", opened.echo("session").orElse(""));
    assertThat(app.ask("GET /app/session/look", bearer(other), cookie(own)).echo("session"))
        .isEqualTo(own.echo("session"));
  }

  @Test
  void aSessionThatNobodyOpenedWithAKeyIsAnybodys() throws IOException {
    Answer opened = app.ask("GET /app/public/session/open");

    assertThat(
            app.ask("GET /app/session/look", bearer(app.issue("zones:read")), cookie(opened))
                .echo("session"))
        .isEqualTo(opened.echo("session"));
  }

  private int until(String what, int expected) throws IOException {
    int count = count(what);
    for (int i = 0; i < TRIES && count < expected; i++) {
      count = count(what);
    }
    return count;
  }

  private int count(String what) throws IOException {
    String counter = bearer(app.issue("zones:read"));
    return Integer.parseInt(app.ask("GET /app/hold/count", counter).echo(what).orElseThrow());
  }

  private static int number(Answer answer) {
    return Integer.parseInt(answer.echo("ended").orElseThrow());
  }

  private static String cookie(Answer answer) {
    return "Cookie: " + answer.header("Set-Cookie").orElseThrow().split(";")[0];
  }

  /** Sends a request, and waits until the app has gone asynchronous that often with it. */
  private RawHttp begin(String path, Issued key, int times) throws IOException {
    int before = count("begun");
    RawHttp http = RawHttp.connect(app.port());
    http.send(request(path, key));
    assertThat(until("begun", before + times)).isGreaterThanOrEqualTo(before + times);
    return http;
  }

  private static byte[] request(String path, Issued key) {
    return String.join("\r\n", "GET " + path + " HTTP/1.1", "Host: a", bearer(key), "", "")
        .getBytes(ISO_8859_1);
  }

  private static String bearer(Issued key) {
    return "Authorization: Bearer " + key.text();
  }
}
