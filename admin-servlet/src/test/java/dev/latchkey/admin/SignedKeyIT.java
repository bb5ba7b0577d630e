package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.SealKeys;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import dev.latchkey.admin.app.Token;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a key that is a token: that of any key. */
@OnEachDatabase(settings = SealKeys.SETTING)
final class SignedKeyIT {
  private static final String SIGNED = "'kind':'signed'";

  private final TestApp app;
  private final Tenant tenant;
  private final Api api;
  private final Issued key;

  SignedKeyIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
    this.tenant = Tenant.by(api);
    this.key = Issued.by(api, tenant.user(), "zones:read", SIGNED);
  }

  private Issued issued(String more) {
    return Issued.by(api, tenant.user(), "zones:read", SIGNED + ',' + more);
  }

  private String rotated(String body) {
    return api.post(key.path() + "/rotate", json(body)).is(201).data("key");
  }

  @Test
  void itSaysWhoItIsAndNeverWhatItMayDo() {
    Token token = Token.of(key.text());
    assertThat(token.header().path("alg").asText()).isEqualTo("ES256");
    assertThat(token.header().path("typ").asText()).isEqualTo("JWT");
    assertThat(token.header().path("kid").asText()).hasSize(43);
    assertThat(token.claims().fieldNames())
        .toIterable()
        .containsExactly("iss", "sub", "account", "iat", "jti");
    assertThat(token.claims().path("iss").asText()).isEqualTo("latchkey");
    assertThat(token.claims().path("sub").asText()).isEqualTo(tenant.user());
    assertThat(token.claims().path("account").asText()).isEqualTo(tenant.account());
    assertThat(token.claims().path("jti").asText())
        .matches(key.id().substring("key_".length()) + "1[0-9A-Za-z]{6}");
    assertThat(key.text().length()).isLessThan(1024);
    Answer shown = api.get(key.path()).is(200);
    assertThat(shown.data("kind")).isEqualTo("signed");
    assertThat(shown.data("redacted")).isEqualTo("eyJ…");
    assertThat(key.text()).startsWith("eyJ");
  }

  @Test
  void itsDatesAreInsideThoseOfTheKey() {
    Issued dated =
        issued("'not_before':'2020-01-01T00:00:00.5Z','expires_at':'2999-01-01T00:00:00.5Z'");
    JsonNode claims = Token.of(dated.text()).claims();
    assertThat(Instant.ofEpochSecond(claims.path("nbf").asLong()))
        .isEqualTo("2020-01-01T00:00:01Z");
    assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
        .isEqualTo("2999-01-01T00:00:00Z");
    assertThat(dated.reads("a")).isEqualTo(200);
  }

  @Test
  void itOpensWhatItsScopesOpenAndNoMore() {
    assertThat(key.reads("a")).isEqualTo(200);
    assertThat(key.reads("a")).isEqualTo(200);
    assertThat(key.api().app("PUT", "/zones/a")).isEqualTo(403);
    assertThat(key.api().get("/v1/apikeys/self").is(200).data("id")).isEqualTo(key.id());
  }

  @Test
  void itIsRefusedOnceItIsRevoked() {
    assertThat(key.reads("a")).isEqualTo(200);
    Answer revoked = api.post(key.path() + "/revoke", "").is(200);
    assertThat(revoked.json().at("/propagation/confirmed").asInt()).isEqualTo(1);
    assertThat(key.reads("a")).isEqualTo(401);
  }

  @Test
  void itIsRefusedOnceItsKeyIsDeleted() {
    assertThat(key.reads("a")).isEqualTo(200);
    api.delete(key.path()).is(200);
    assertThat(key.reads("a")).isEqualTo(401);
    assertThat(key.reads("a")).isEqualTo(401);
  }

  @Test
  void itIsRefusedWhileItIsDisabled() {
    assertThat(key.reads("a")).isEqualTo(200);
    api.patch(key.path(), json("{'enabled':false}")).is(200);
    assertThat(key.reads("a")).isEqualTo(401);
    api.patch(key.path(), json("{'enabled':true}")).is(200);
    assertThat(key.reads("a")).isEqualTo(200);
  }

  @Test
  void aChangeOfItsScopesCountsAtOnce() {
    assertThat(key.reads("a")).isEqualTo(200);
    api.patch(key.path(), json("{'scopes':['zones:read:b']}")).is(200);
    assertThat(key.reads("a")).isEqualTo(403);
    assertThat(key.reads("b")).isEqualTo(200);
  }

  @Test
  void aChangeOfItsOwnerCountsAtOnce() {
    String user = tenant.newUser("zones:read");
    Issued own = Issued.by(api, user, "zones:read", SIGNED);
    assertThat(own.reads("a")).isEqualTo(200);
    api.patch("/v1/users/" + user, json("{'scopes':['zones:write']}")).is(200);
    assertThat(own.reads("a")).isEqualTo(403);
    api.patch("/v1/users/" + user, json("{'scopes':['zones:read'],'enabled':false}")).is(200);
    assertThat(own.reads("a")).isEqualTo(401);
    api.patch("/v1/users/" + user, json("{'enabled':true}")).is(200);
    assertThat(own.reads("a")).isEqualTo(200);
    api.patch("/v1/accounts/" + tenant.account(), json("{'api_access':false}")).is(200);
    assertThat(own.reads("a")).isEqualTo(403);
  }

  @Test
  void itEndsWhenTheKeyDoesHoweverLongItIsGoodInPrint() {
    Issued dated = issued("'expires_in':'P30D'");
    assertThat(dated.reads("a")).isEqualTo(200);
    String soon = Instant.now().plusMillis(700).toString();
    api.patch(dated.path(), json("{'expires_at':'%s'}", soon)).is(200);
    Await.until("it ends", Duration.ofSeconds(5), () -> dated.reads("a") == 401);
  }

  @Test
  void rotationGivesAnotherTokenWithTheSameEndAndBothWorkMeanwhile() {
    Issued dated = issued("'expires_in':'P30D'");
    String fresh =
        api.post(dated.path() + "/rotate", json("{'overlap':'PT1H'}")).is(201).data("key");
    JsonNode first = Token.of(dated.text()).claims();
    JsonNode second = Token.of(fresh).claims();
    assertThat(second.path("exp")).isEqualTo(first.path("exp"));
    assertThat(second.path("jti").asText().substring(12)).startsWith("2");
    assertThat(dated.reads("a")).isEqualTo(200);
    assertThat(dated.reads(fresh, "a")).isEqualTo(200);
    api.delete(dated.path() + "/secrets/1").is(200);
    assertThat(dated.reads("a")).isEqualTo(401);
    assertThat(dated.reads(fresh, "a")).isEqualTo(200);
  }

  @Test
  void aKeyMayChangeItsKindByRotation() {
    String opaque = rotated("{'kind':'opaque','overlap':'PT1H'}");
    assertThat(opaque).startsWith("latchkey_live_");
    assertThat(key.reads("a")).isEqualTo(200);
    assertThat(key.reads(opaque, "a")).isEqualTo(200);
    String signed = rotated("{'kind':'signed','overlap':'PT0S'}");
    assertThat(key.reads("a")).isEqualTo(401);
    assertThat(key.reads(opaque, "a")).isEqualTo(401);
    assertThat(key.reads(signed, "a")).isEqualTo(200);
  }

  @Test
  void itsDatesCanComeCloserButNotMoveApart() {
    Issued dated =
        issued("'not_before':'2020-01-01T00:00:00Z','expires_at':'2998-01-01T00:00:00Z'");
    for (String change :
        new String[] {
          "{'expires_at':'2999-01-01T00:00:00Z'}",
          "{'expires_at':null}",
          "{'not_before':'2019-01-01T00:00:00Z'}",
          "{'not_before':null}"
        }) {
      Answer refused = api.patch(dated.path(), json(change)).is(409, "conflict");
      assertThat(refused.json().path("detail").asText()).contains("needs a rotation");
    }
    api.patch(dated.path(), json("{'expires_at':'2997-01-01T00:00:00Z'}")).is(200);
    api.patch(dated.path(), json("{'not_before':'2021-01-01T00:00:00Z'}")).is(200);
    api.patch(dated.path(), json("{'name':'Another'}")).is(200);
    assertThat(dated.reads("a")).isEqualTo(200);
  }

  @Test
  void aRotationThatNamesItGivesALaterEndToTheNewTokenAlone() {
    Issued dated = issued("'expires_at':'2030-01-01T00:00:00Z'");
    Answer rotated =
        api.post(
                dated.path() + "/rotate",
                json("{'expires_at':'2999-01-01T00:00:00Z','overlap':'P365D'}"))
            .is(201);
    assertThat(Instant.ofEpochSecond(Token.of(rotated.data("key")).claims().path("exp").asLong()))
        .isEqualTo("2999-01-01T00:00:00Z");
    assertThat(rotated.data("expires_at")).isEqualTo("2999-01-01T00:00:00Z");
    Instant end = Instant.parse(rotated.data().at("/secrets/0/ends_at").asText());
    assertThat(end).isBeforeOrEqualTo("2030-01-01T00:00:00Z");
    api.post(dated.path() + "/rotate", json("{'expires_at':'2020-01-01T00:00:00Z'}"))
        .is(400, "invalid-body");
    assertThat(
            Token.of(
                    api.post(dated.path() + "/rotate", json("{'expires_at':null}"))
                        .is(201)
                        .data("key"))
                .claims()
                .has("exp"))
        .isFalse();
  }

  @Test
  void nobodyRotatesAKeyToALaterEndThanTheirOwn() {
    Issued brief = Issued.by(api, tenant.user(), "apikeys:write zones:read", "'expires_in':'PT1H'");
    Issued dated = issued("'expires_in':'PT30M'");
    brief
        .api()
        .post(dated.path() + "/rotate", json("{'expires_at':'2999-01-01T00:00:00Z'}"))
        .is(403, "beyond-own");
    brief.api().post(dated.path() + "/rotate", "").is(201);
  }

  @Test
  void askingAgainGivesTheVerySameToken() {
    Api once = api.with("Idempotency-Key", "a-random-text-of-128-bits-" + TestApp.fresh(""));
    String keys = "/v1/users/" + tenant.user() + "/apikeys";
    String body = json("{'name':'n','scopes':['zones:read'],'kind':'signed'}");
    Answer first = once.post(keys, body).is(201);
    assertThat(once.post(keys, body).is(201).data("key")).isEqualTo(first.data("key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud"})
  void whatTheSettingsSayIsInTheTokenAndCountsAtOurGuard(String claim) {
    String setting =
        claim.equals("iss")
            ? "latchkey.signed.issuer = https://keys.example"
            : "latchkey.admin.signed.audience = https://a.example, https://b.example";
    try (TestApp other = TestApp.on(app.database().with(setting))) {
      Api there = other.api().as(app.bootstrapKey());
      Issued theirs = Issued.by(there, tenant.user(), "zones:read", SIGNED);
      JsonNode claims = Token.of(theirs.text()).claims();
      assertThat(claims.path(claim).toString())
          .isIn("\"https://keys.example\"", "[\"https://a.example\",\"https://b.example\"]");
      assertThat(theirs.reads("a")).isEqualTo(200);
      assertThat(api.as(theirs.text()).app("GET", "/zones/a"))
          .isEqualTo(claim.equals("iss") ? 401 : 200);
    }
  }

  @Test
  void theDatabaseHoldsNoTokenAndNoPrivateHalf() {
    String digest =
        app.database().texts("SELECT digest FROM latchkey_secret WHERE kind = 'signed'").get(0);
    assertThat(digest).matches("[0-9a-f]{64}");
    assertThat(app.database().texts("SELECT sealed FROM latchkey_signing_key"))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).matches("old\\.[A-Za-z0-9_-]+"));
  }

  @Test
  void withoutKeysFromOutsideTheAnswerNamesTheSetting() {
    try (TestApp bare = TestApp.on(TestDatabase.at(app.database().url()))) {
      Api there = bare.api().as(app.bootstrapKey());
      String body = json("{'name':'n','scopes':['zones:read'],'kind':'signed'}");
      Answer refused =
          there.post("/v1/users/" + tenant.user() + "/apikeys", body).is(400, "invalid-request");
      assertThat(refused.json().path("detail").asText()).contains("latchkey.admin.seal-keys");
      there.post("/v1/signing-keys/rotate", "").is(400, "invalid-request");
      assertThat(there.as(key.text()).app("GET", "/zones/a")).isEqualTo(200);
    }
  }
}
