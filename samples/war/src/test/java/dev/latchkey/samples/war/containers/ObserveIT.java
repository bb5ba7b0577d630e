package dev.latchkey.samples.war.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.samples.war.containers.Guarded.Issued;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A guard that only observes refuses nobody, on every container. */
@ParameterizedClass(name = "{0}")
@MethodSource("containers")
record ObserveIT(Guarded app) {
  static Stream<Guarded> containers() {
    return Guarded.each(
        "latchkey.observe = on",
        "latchkey.recheck-forwards = on",
        "latchkey.identity-headers = X-User");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A: b",
        "Authorization: Bearer nonsense",
        "Authorization: Bearer a b",
        "Authorization: Basic YTpi"
      })
  void whatWouldBeRefusedPassesWithoutACaller(String header) throws IOException {
    for (String path : new String[] {"/app/zones/a", "/app/unlisted"}) {
      Answer answer = app.ask("GET " + path, header, "X-User: root");

      assertThat(answer.status()).as(path).isIn(200, 404);
      assertThat(answer.echo("caller")).isEmpty();
      assertThat(answer.echo("remoteUser")).isEmpty();
      assertThat(answer.echo("headers").orElse("").toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("x-user");
    }
  }

  /** Jetty refuses some of them itself, with or without a guard. */
  @ParameterizedTest
  @ValueSource(strings = {"/app/zones//a", "/app/zones/a%3Bb", "/app/zones/a%C2%85"})
  void aPathThatCanBeReadInTwoWaysIsNotRefusedByTheGuard(String path) throws IOException {
    Answer answer = app.ask("GET " + path);

    assertThat(answer.body()).doesNotContain("urn:latchkey");
    assertThat(answer.status()).isIn(200, 400);
    assertThat(answer.echo("caller")).isEmpty();
  }

  @Test
  void aGoodKeyIsTheCallerAndOneThatEndedIsNobody() throws IOException {
    Issued key = app.issue("zones:read");
    assertThat(app.ask("GET /app/zones", bearer(key)).echo("remoteUser")).contains("admin");

    app.revoke(key);

    Answer after = app.ask("GET /app/zones", bearer(key));
    assertThat(after.status()).isEqualTo(200);
    assertThat(after.echo("remoteUser")).isEmpty();
  }

  @Test
  void whatAKeyMayNotPassesWithoutIt() throws IOException {
    Answer answer = app.ask("PUT /app/zones/a", bearer(app.issue("zones:read")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.echo("caller")).isEmpty();
  }

  @Test
  void aForwardPassesToo() throws IOException {
    assertThat(app.ask("GET /app/forward/admin").status()).isEqualTo(200);
  }

  private static String bearer(Issued key) {
    return "Authorization: Bearer " + key.text();
  }
}
