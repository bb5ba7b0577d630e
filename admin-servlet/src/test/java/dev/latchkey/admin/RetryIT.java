package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same Idempotency-Key does a thing once. */
@OnEachDatabase
final class RetryIT {
  private static final String KEYS = "/v1/users/admin/apikeys";
  private static final String BODY =
      json("{'name':'n','scopes':['zones:read'],'metadata':{'a':1.50}}");
  private static final long MINUTE = 60_000;

  private final TestApp app;
  private final Api api;
  private final String token = "a-random-text-of-128-bits-" + TestApp.fresh("");
  private final Api once;

  RetryIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
    this.once = api.with("Idempotency-Key", token);
  }

  @Test
  void askingAgainGivesTheVerySameAnswer() {
    Answer first = once.post(KEYS, BODY).is(201);
    long head = app.database().head();
    Answer second = once.post(KEYS, BODY).is(201);

    assertThat(second.data()).isEqualTo(first.data());
    assertThat(second.data("key")).isEqualTo(first.data("key")).isNotEmpty();
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.json().at("/propagation/entry").asLong())
        .isEqualTo(first.json().at("/propagation/entry").asLong());
    assertThat(app.database().head()).isEqualTo(head);
  }

  @Test
  void metadataAsDeepAsABodyMayBeComesBackToo() {
    String deep = "{\"a\":".repeat(29) + "1" + "}".repeat(29);
    String body = json("{'name':'n','scopes':['a:b'],'metadata':%s}", deep);
    Answer first = once.post(KEYS, body).is(201);

    assertThat(once.post(KEYS, body).is(201).data()).isEqualTo(first.data());
    assertThat(api.get(KEYS + '/' + first.data("id")).is(200).data().path("metadata").toString())
        .isEqualTo(deep);
  }

  @Test
  void anotherBodyIsAConflict() {
    once.post(KEYS, BODY).is(201);
    long head = app.database().head();

    once.post(KEYS, BODY + " ").is(409, "conflict");
    once.post(KEYS, json("{'name':'m','scopes':['zones:read']}")).is(409, "conflict");
    assertThat(app.database().head()).isEqualTo(head);
  }

  @Test
  void whatWasRefusedMayBeAskedAgainInOtherWords() {
    once.post(KEYS, json("{'name':'n','scopes':['wrong']}")).is(400);
    once.post(KEYS, BODY).is(201);
  }

  @Test
  void anotherActorOrRouteIsAnotherCall() {
    Issued other = Issued.by(api, "admin", "*:*");
    Issued key = Issued.by(api, "admin", "zones:read");
    app.admin().put("/v1/users/second", json("{'name':'n','scopes':['zones:read']}"));
    Set<String> ids = new HashSet<>();

    ids.add(once.post(KEYS, BODY).is(201).data("id"));
    ids.add(other.api().with("Idempotency-Key", token).post(KEYS, BODY).is(201).data("id"));
    ids.add(once.post("/v1/users/second/apikeys", BODY).is(201).data("id"));
    assertThat(ids).hasSize(3);
    once.post(key.path() + "/rotate", json("{'overlap':'PT1H'}")).is(201);
  }

  @Test
  void aRotationIsDoneOnceToo() {
    Issued key = Issued.by(api, "admin", "zones:read");
    String body = json("{'overlap':'PT1H'}");
    Answer first = once.post(key.path() + "/rotate", body).is(201);
    Answer second = once.post(key.path() + "/rotate", body).is(201);

    assertThat(second.data()).isEqualTo(first.data());
    assertThat(api.get(key.path()).data().path("secrets")).hasSize(2);
    once.post(key.path() + "/rotate", "").is(409, "conflict");
  }

  @Test
  void sixteenAtOnceMakeOneKey() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    CountDownLatch go = new CountDownLatch(1);
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(
            threads.submit(
                () -> {
                  go.await();
                  return once.post(KEYS, BODY);
                }));
      }
      long before = app.database().number("SELECT COUNT(*) FROM latchkey_key");
      go.countDown();
      Set<String> texts = new HashSet<>();
      for (Future<Answer> answer : answers) {
        texts.add(answer.get().is(201).data("key"));
      }
      assertThat(texts).hasSize(1);
      assertThat(app.database().number("SELECT COUNT(*) FROM latchkey_key")).isEqualTo(before + 1);
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "", "twenty-one-characters", "with a space in the middle of it"})
  void aMalformedHeaderIsRefused(String header) {
    api.with("Idempotency-Key", header).post(KEYS, BODY).is(400, "invalid-request");
  }

  @Test
  void twoHeadersAreRefused() {
    once.with("Idempotency-Key", token).post(KEYS, BODY).is(400, "invalid-request");
    api.with("Idempotency-Key", "x".repeat(256)).post(KEYS, BODY).is(400, "invalid-request");
    api.with("Idempotency-Key", "x".repeat(255)).post(KEYS, BODY).is(201);
  }

  @Test
  void afterTenMinutesTheTextIsGone() {
    Answer first = once.post(KEYS, BODY).is(201);
    age(11 * MINUTE);
    Answer later = once.post(KEYS, BODY).is(200);

    assertThat(later.data("id")).isEqualTo(first.data("id"));
    assertThat(later.data().has("key")).isFalse();
    assertThat(later.text()).doesNotContain(first.data("key"));
    assertThat(
            app.database()
                .texts(
                    "SELECT sealed FROM latchkey_answer WHERE key_id = '"
                        + first.data("id").substring(4)
                        + "'"))
        .containsExactly("null");
    once.post(KEYS, BODY + " ").is(409, "conflict");
  }

  @Test
  void anEarlierAnswerSaysWhatHasBecomeOfTheKey() {
    Answer first = once.post(KEYS, BODY).is(201);
    api.post(KEYS + '/' + first.data("id") + "/revoke", "").is(200);
    age(11 * MINUTE);

    assertThat(once.post(KEYS, BODY).is(200).data("status")).isEqualTo("revoked");
    api.delete(KEYS + '/' + first.data("id")).is(200);
    once.post(KEYS, BODY).is(409, "conflict");
  }

  @Test
  void afterADayTheSameHeaderMakesANewKey() {
    Answer first = once.post(KEYS, BODY).is(201);
    age(24 * 60 * MINUTE + MINUTE);

    assertThat(once.post(KEYS, BODY).is(201).data("id")).isNotEqualTo(first.data("id"));
  }

  @Test
  void whatIsKeptOpensNothingWithoutTheHeader() {
    Answer first = once.post(KEYS, BODY).is(201);
    String text = first.data("key");
    String row =
        String.join(
            "",
            app.database()
                .texts(
                    "SELECT id || request_hash || sealed FROM latchkey_answer WHERE key_id = '"
                        + first.data("id").substring(4)
                        + "'"));
    String sealed = row.substring(128);

    assertThat(row).doesNotContain(token);
    assertThat(sealed).doesNotContain(text);
    assertThat(
            new String(
                Base64.getDecoder().decode(sealed), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(text)
        .doesNotContain(text.substring(26, 40));
  }

  @Test
  void aSealedAnswerThatWasSwappedIsNotGivenAway() {
    Answer mine = once.post(KEYS, BODY).is(201);
    Api second = api.with("Idempotency-Key", token + "other");
    Answer other = second.post(KEYS, BODY).is(201);
    app.database()
        .update(
            "UPDATE latchkey_answer SET sealed ="
                + " (SELECT sealed FROM latchkey_answer WHERE key_id = ?) WHERE key_id = ?",
            mine.data("id").substring(4),
            other.data("id").substring(4));

    assertThat(second.post(KEYS, BODY).is(503).text()).doesNotContain(mine.data("key"));
  }

  private void age(long millis) {
    app.database().update("UPDATE latchkey_answer SET created_at = created_at - " + millis);
  }
}
