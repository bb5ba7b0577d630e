package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
final class RotateIT {
  private final TestApp app;
  private final Api api;
  private final Issued key;
  private final String rotate;

  RotateIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
    this.key = Issued.by(api, "admin", "zones:read");
    this.rotate = key.path() + "/rotate";
  }

  @Test
  void bothSecretsWorkDuringTheOverlap() {
    Answer rotated = api.post(rotate, json("{'overlap':'PT1H'}")).is(201);
    Instant ends = Instant.parse(rotated.data().at("/secrets/0/ends_at").asText());

    assertThat(rotated.data("id")).isEqualTo(key.id());
    assertThat(rotated.data("key"))
        .isNotEqualTo(key.text())
        .startsWith(key.text().substring(0, 26));
    assertThat(rotated.header("Location")).isEqualTo("/latchkey" + key.path());
    assertThat(ends)
        .isEqualTo(
            Instant.parse(rotated.data().at("/secrets/1/created_at").asText())
                .plus(Duration.ofHours(1)));
    assertThat(rotated.data().at("/secrets/1/ends_at").isNull()).isTrue();
    assertThat(key.reads("a")).isEqualTo(200);
    assertThat(key.reads(rotated.data("key"), "a")).isEqualTo(200);
  }

  @Test
  void theUsualOverlapIsADay() {
    Answer rotated = api.post(rotate, "").is(201);

    assertThat(Instant.parse(rotated.data().at("/secrets/0/ends_at").asText()))
        .isEqualTo(
            Instant.parse(rotated.data().at("/secrets/1/created_at").asText())
                .plus(Duration.ofHours(24)));
  }

  @Test
  void withoutOverlapTheOldSecretEndsAtOnce() {
    assertThat(key.reads("a")).isEqualTo(200);
    Answer rotated = api.post(rotate, json("{'overlap':'PT0S'}")).is(201);

    assertThat(rotated.json().at("/propagation/confirmed").asInt()).isEqualTo(1);
    assertThat(key.reads("a")).isEqualTo(401);
    assertThat(key.reads(rotated.data("key"), "a")).isEqualTo(200);
    assertThat(rotated.data().at("/secrets/0/status").asText()).isEqualTo("ended");
  }

  @Test
  void theOldSecretEndsByItselfWhenTheOverlapIsOver() {
    String fresh = api.post(rotate, json("{'overlap':'PT1S'}")).is(201).data("key");

    Await.until("the overlap ends", Duration.ofSeconds(5), () -> key.reads("a") == 401);
    assertThat(key.reads(fresh, "a")).isEqualTo(200);
  }

  @Test
  void anotherRotationNeverLengthensAnOldSecret() {
    String before =
        api.post(rotate, json("{'overlap':'PT1H'}")).data().at("/secrets/0/ends_at").asText();
    Answer again = api.post(rotate, json("{'overlap':'P7D'}")).is(201);

    assertThat(again.data().at("/secrets/0/ends_at").asText()).isEqualTo(before);
    assertThat(again.data().path("secrets")).hasSize(3);
  }

  @Test
  void atMostFiveSecretsLive() {
    for (int i = 0; i < 4; i++) {
      api.post(rotate, json("{'overlap':'PT1H'}")).is(201);
    }
    long head = app.database().head();
    api.post(rotate, json("{'overlap':'PT1H'}")).is(409, "conflict");
    assertThat(app.database().head()).isEqualTo(head);

    api.delete(key.path() + "/secrets/2").is(200);
    api.post(rotate, json("{'overlap':'PT1H'}")).is(201);
  }

  @Test
  void aLeakCanBeStoppedHoweverManySecretsLive() {
    for (int i = 0; i < 4; i++) {
      api.post(rotate, json("{'overlap':'PT1H'}")).is(201);
    }
    Answer rotated = api.post(rotate, json("{'overlap':'PT0S'}")).is(201);

    assertThat(key.reads("a")).isEqualTo(401);
    assertThat(key.reads(rotated.data("key"), "a")).isEqualTo(200);
  }

  @Test
  void endingASecretStopsItAtOnceAndLeavesTheOthers() {
    String fresh = api.post(rotate, "").is(201).data("key");
    assertThat(key.reads("a")).isEqualTo(200);
    Answer ended = api.delete(key.path() + "/secrets/1").is(200);

    assertThat(ended.json().at("/propagation/confirmed").asInt()).isEqualTo(1);
    assertThat(ended.data().at("/secrets/0/status").asText()).isEqualTo("ended");
    assertThat(key.reads("a")).isEqualTo(401);
    assertThat(key.reads(fresh, "a")).isEqualTo(200);
    long head = app.database().head();
    api.delete(key.path() + "/secrets/1").is(200);
    assertThat(app.database().head()).isEqualTo(head);
    api.delete(key.path() + "/secrets/2").is(409, "conflict");
    assertThat(key.reads(fresh, "a")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "0", "-1", "+1", "01", "x", "99999999999", "%31%20"})
  void aSecretThatIsNotThereIsNotFound(String n) {
    api.post(rotate, "").is(201);
    api.delete(key.path() + "/secrets/" + n).is(404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P366D",
        "-PT1H",
        "PT-1H",
        "P1M",
        "P1Y",
        "1h",
        "",
        "pt1h",
        "PT1.5S",
        "P",
        "PT",
        "+PT1H",
        "PT1h",
        "P1DT",
        " PT1H",
        "PT1H ",
        "P99999999999999999999D"
      })
  void aWrongOverlapIsRefused(String overlap) {
    Answer refused = api.post(rotate, json("{'overlap':'%s'}", overlap)).is(400, "invalid-body");

    assertThat(refused.pointers()).containsExactly("#/overlap");
  }

  @Test
  void aRevokedKeyCannotRotate() {
    api.post(key.path() + "/revoke", "").is(200);
    api.post(rotate, "").is(409, "conflict");
  }

  @Test
  void aDisabledKeyRotatesAndStaysDisabled() {
    api.patch(key.path(), json("{'enabled':false}")).is(200);
    Answer rotated = api.post(rotate, "").is(201);

    assertThat(rotated.data("status")).isEqualTo("disabled");
    assertThat(key.reads(rotated.data("key"), "a")).isEqualTo(401);
  }

  @Test
  void aKeyCanRotateItself() {
    Issued own = Issued.by(api, "admin", "apikeys:write zones:read");
    Answer rotated = own.api().post(own.path() + "/rotate", json("{'overlap':'PT0S'}")).is(201);

    assertThat(own.reads("a")).isEqualTo(401);
    assertThat(own.reads(rotated.data("key"), "a")).isEqualTo(200);
  }
}
