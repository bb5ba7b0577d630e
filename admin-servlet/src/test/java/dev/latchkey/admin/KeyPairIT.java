package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Holder;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.NewLines;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
final class KeyPairIT {
  private static final String KEYS = "/v1/users/admin/apikeys";

  private final TestApp app;
  private final Api api;

  KeyPairIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
  }

  private Answer issue(String more) {
    return api.post(KEYS, json("{'name':'pair','scopes':['zones:read'],'kind':'keypair'%s}", more));
  }

  /** Enrolls a new pair. */
  private Holder enrolled(String algorithm) {
    Holder holder = Holder.drawn(api, algorithm);
    return holder.as(issue(publicKey(holder.publicKey())).is(201).data("id"));
  }

  private static String publicKey(String text) {
    return ",'public_key':'" + text.replace("\n", "\\n") + "'";
  }

  private static String path(Answer issued) {
    return KEYS + '/' + issued.data("id");
  }

  @ParameterizedTest
  @CsvSource({
    "'', EdDSA, e",
    "',''algorithm'':''Ed25519''', EdDSA, e",
    "',''algorithm'':''P-256''', ES256, p"
  })
  void aPairThatIsMadeHereWorksAsBearerAndAsSigner(String asked, String algorithm, String letter) {
    Answer issued = issue(asked).is(201);
    JsonNode key = issued.data();

    assertThat(key.path("kind").asText()).isEqualTo("keypair");
    assertThat(key.path("key").asText())
        .matches("latchkey_live_[A-Za-z0-9]{12}" + letter + "[A-Za-z0-9]{55}");
    assertThat(key.path("private_key").asText())
        .startsWith("-----BEGIN PRIVATE KEY-----\n")
        .endsWith("\n-----END PRIVATE KEY-----\n");
    assertThat(key.at("/secrets/0/algorithm").asText()).isEqualTo(algorithm);
    assertThat(key.at("/secrets/0/public_key").asText()).isNotEmpty();

    Api bearer = app.api().as(key.path("key").asText());
    assertThat(bearer.app("GET", "/zones/a")).isEqualTo(200);
    assertThat(bearer.app("GET", "/zones/a")).isEqualTo(200);
    assertThat(bearer.app("PUT", "/zones/a")).isEqualTo(403);
    Holder holder = Holder.of(api, issued);
    assertThat(holder.call("GET", "/zones/a")).isEqualTo(200);
    assertThat(holder.call("PUT", "/zones/a")).isEqualTo(403);
  }

  @Test
  void thePrivateHalfIsShownOnceAndKeptNowhere() {
    Answer issued = issue("").is(201);
    assertThat(api.get(path(issued)).is(200).text()).doesNotContain("PRIVATE", issued.data("key"));
    String half = issued.data("key").substring(27, 70);
    assertThat(app.database().texts("SELECT detail FROM latchkey_journal"))
        .noneMatch(text -> text.contains(half));
    assertThat(app.database().texts("SELECT public_key FROM latchkey_secret"))
        .noneMatch(text -> text.contains(half));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EdDSA", "ES256"})
  void aPairThatIsEnrolledWorksAsSigner(String algorithm) {
    Holder holder = Holder.drawn(api, algorithm);
    Answer issued = issue(publicKey(holder.pem())).is(201);

    assertThat(issued.data().has("key")).isFalse();
    assertThat(issued.data().has("private_key")).isFalse();
    assertThat(issued.data().at("/secrets/0/public_key").asText()).isEqualTo(holder.publicKey());
    assertThat(holder.as(issued.data("id")).call("GET", "/zones/a")).isEqualTo(200);
  }

  /** Whoever knows its id can ask for it as often as they like. */
  @Test
  void aPairThatTheDatabaseHoldsDamagedIsNoRefusalAndFillsNoLog() {
    Holder holder = enrolled("EdDSA");
    keep(holder, "AAAA");
    try {
      NewLines lines = NewLines.fromHere();
      for (int i = 0; i < 5; i++) {
        assertThat(holder.call("GET", "/zones/a")).isEqualTo(503);
      }
      assertThat(lines.with("latchkey could not decide")).isEqualTo(1);
    } finally {
      keep(holder, holder.publicKey());
    }
    assertThat(holder.call("GET", "/zones/a")).isEqualTo(200);
  }

  private void keep(Holder holder, String publicKey) {
    String sql = "UPDATE latchkey_secret SET public_key = ? WHERE key_id = ?";
    String id = holder.id().substring("key_".length());
    assertThat(app.database().update(sql, publicKey, id)).isEqualTo(1);
  }

  @Test
  void noPublicHalfBelongsToTwoSecrets() {
    Holder holder = Holder.drawn(api, "EdDSA");
    Answer issued = issue(publicKey(holder.publicKey())).is(201);
    issue(publicKey(holder.pem())).is(409, "conflict");
    String same = json("{'overlap':'PT0S'%s}", publicKey(holder.publicKey()));
    api.post(path(issued) + "/rotate", same).is(409, "conflict");
    assertThat(api.get(path(issued)).data().path("secrets")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "MCowBQYDK2VwAyEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "MCowBQYDK2VwAyEAJuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/AU=",
        "not a key"
      })
  void aPublicHalfThatProvesNothingIsRefused(String text) {
    assertThat(issue(publicKey(text)).is(400).pointers()).containsExactly("#/public_key");
  }

  @Test
  void anAssertionIsGoodForOneRequestOnAllNodes() {
    Holder holder = enrolled("EdDSA");
    String url = api.address() + "/zones/a";
    try (TestApp other =
        TestApp.on(app.database().with("latchkey.public-url = " + api.address()))) {
      String first = holder.assertion("GET", url, Instant.now(), "first");
      assertThat(Holder.send(api, "GET", "/zones/a", first)).isEqualTo(200);
      assertThat(Holder.send(api, "GET", "/zones/a", first)).isEqualTo(401);
      assertThat(Holder.send(other.api(), "GET", "/zones/a", first)).isEqualTo(401);
      String second = holder.assertion("GET", url, Instant.now(), "second");
      assertThat(Holder.send(other.api(), "GET", "/zones/a", second)).isEqualTo(200);
      assertThat(Holder.send(api, "GET", "/zones/a", second)).isEqualTo(401);
    }
  }

  @Test
  void anAssertionIsForOneRequestAndForNow() {
    Holder holder = enrolled("ES256");
    String url = api.address() + "/zones/a";
    String good = holder.assertion("GET", "/zones/a");
    assertThat(Holder.send(api, "GET", "/zones/b", good)).isEqualTo(401);
    assertThat(Holder.send(api, "PUT", "/zones/a", good)).isEqualTo(401);
    assertThat(Holder.send(api, "GET", "/zones/a?b=c", good)).isEqualTo(200);
    String old = holder.assertion("GET", url, Instant.now().minusSeconds(31), "old");
    assertThat(Holder.send(api, "GET", "/zones/a", old)).isEqualTo(401);
    Holder stranger = Holder.drawn(api, "ES256").as(holder.id());
    assertThat(stranger.call("GET", "/zones/a")).isEqualTo(401);
  }

  @Test
  void bothPairsWorkDuringTheOverlapAndOneAfterIt() {
    Answer issued = issue("").is(201);
    Holder before = Holder.of(api, issued);
    Holder drawn = Holder.drawn(api, "ES256").as(issued.data("id"));
    api.post(path(issued) + "/rotate", json("{'overlap':'PT1H'%s}", publicKey(drawn.publicKey())))
        .is(201);
    assertThat(before.call("GET", "/zones/a")).isEqualTo(200);
    assertThat(drawn.call("GET", "/zones/a")).isEqualTo(200);
    assertThat(app.api().as(issued.data("key")).app("GET", "/zones/a")).isEqualTo(200);

    Answer again = api.post(path(issued) + "/rotate", json("{'overlap':'PT0S'}")).is(201);
    assertThat(before.call("GET", "/zones/a")).isEqualTo(401);
    assertThat(drawn.call("GET", "/zones/a")).isEqualTo(401);
    assertThat(app.api().as(issued.data("key")).app("GET", "/zones/a")).isEqualTo(401);
    assertThat(app.api().as(again.data("key")).app("GET", "/zones/a")).isEqualTo(200);
  }

  @Test
  void whatIsRevokedSignsNothingAnyMore() {
    Answer issued = issue("").is(201);
    Holder holder = Holder.of(api, issued);
    assertThat(holder.call("GET", "/zones/a")).isEqualTo(200);
    api.post(path(issued) + "/revoke", "").is(200);
    assertThat(holder.call("GET", "/zones/a")).isEqualTo(401);
    assertThat(app.api().as(issued.data("key")).app("GET", "/zones/a")).isEqualTo(401);
  }

  @Test
  void aKeyThatIsSignedOnlyRefusesToBeSentAsItIs() {
    Answer issued = issue(",'signed_only':true").is(201);
    Holder holder = Holder.of(api, issued);
    Api bearer = app.api().as(issued.data("key"));
    assertThat(bearer.app("GET", "/zones/a")).isEqualTo(401);
    assertThat(holder.call("GET", "/zones/a")).isEqualTo(200);

    api.patch(path(issued), json("{'signed_only':false}")).is(200);
    assertThat(bearer.app("GET", "/zones/a")).isEqualTo(200);
    api.patch(path(issued), json("{'signed_only':true}")).is(200);
    assertThat(bearer.app("GET", "/zones/a")).isEqualTo(401);
  }

  @Test
  void whatCannotSignIsNotSetToSignedOnly() {
    Issued opaque = Issued.by(api, "admin", "zones:read");
    assertThat(
            api.patch(opaque.path(), json("{'signed_only':true}"))
                .is(400, "invalid-body")
                .pointers())
        .containsExactly("#/signed_only");
    String body = json("{'name':'n','scopes':['zones:read'],'signed_only':true}");
    assertThat(api.post("/v1/users/admin/apikeys", body).is(400, "invalid-body").pointers())
        .containsExactly("#/signed_only");
    String pair = path(issue(",'signed_only':true").is(201));
    assertThat(
            api.post(pair + "/rotate", json("{'kind':'opaque'}"))
                .is(400, "invalid-body")
                .pointers())
        .containsExactly("#/kind");
    api.post(pair + "/rotate", "").is(201);
  }

  @Test
  void whoHoldsLessThanAKeyMaySetItToSignedOnlyAndNotBack() {
    Answer issued = issue("").is(201);
    Api writer = Issued.by(api, "admin", "apikeys:write").api();
    writer.patch(path(issued), json("{'signed_only':true}")).is(200);
    writer.patch(path(issued), json("{'signed_only':false}")).is(403);
  }

  @Test
  void theJournalSaysWhatKindOfPairItWas() {
    Holder holder = enrolled("ES256");
    String rotated = KEYS + '/' + holder.id() + "/rotate";
    api.post(rotated, json("{'kind':'keypair','algorithm':'Ed25519'}")).is(201);

    JsonNode entries = api.get("/v1/audit?key=" + holder.id()).is(200).data();
    assertThat(entries.toString())
        .contains("\"algorithm\":\"P-256\",\"enrolled\":true")
        .contains("\"algorithm\":\"Ed25519\",\"enrolled\":false");
  }

  @Test
  void signaturesOfRequestsWorkWhereTheyAreSwitchedOn() {
    Holder holder = enrolled("EdDSA");
    assertThat(holder.callSigned("GET", "/zones/a", "n1")).isEqualTo(401);
    try (TestApp other = TestApp.on(app.database().with("latchkey.message-signatures = on"))) {
      for (String algorithm : new String[] {"EdDSA", "ES256"}) {
        Holder signer = enrolled(algorithm);
        Holder there =
            new Holder(other.api(), signer.id(), algorithm, signer.key(), signer.publicKey());
        assertThat(there.callSigned("GET", "/zones/a?b=c", "n1")).isEqualTo(200);
        assertThat(there.callSigned("GET", "/zones/a?b=c", "n1")).isEqualTo(401);
        assertThat(there.callSigned("GET", "/zones/a?b=c", "n2")).isEqualTo(200);
        assertThat(
                new Holder(other.api().as("abc"), signer.id(), algorithm, signer.key(), "")
                    .callSigned("GET", "/zones/a", "n3"))
            .isEqualTo(400);
      }
    }
  }

  @Test
  void whatIsOverIsTakenAway() {
    long now = System.currentTimeMillis();
    app.database()
        .update(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
            INSERT INTO latchkey_nonce (id, until) SELECT 'over' || i, 1 FROM n
            """);
    app.database()
        .update("INSERT INTO latchkey_nonce (id, until) VALUES ('late', ?)", now - 60_000);
    Await.until(
        "taken away",
        Duration.ofSeconds(20),
        () ->
            app.database().number("SELECT COUNT(*) FROM latchkey_nonce WHERE id LIKE 'over%'")
                == 0);
    assertThat(app.database().number("SELECT COUNT(*) FROM latchkey_nonce WHERE id = 'late'"))
        .isEqualTo(1);
  }
}
