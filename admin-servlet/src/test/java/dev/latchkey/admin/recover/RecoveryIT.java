package dev.latchkey.admin.recover;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Body;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Team;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import org.junit.jupiter.api.Test;

/** What a node hands back is dealt with by the admin servlet, without being asked. */
@OnEachDatabase(settings = {Team.ADMIN, Team.READER})
final class RecoveryIT {
  private static final String CLEAN =
      "SELECT COUNT(*) FROM latchkey_proposal WHERE done_at IS NULL";

  private final TestApp app;
  private final TestDatabase database;

  RecoveryIT(TestApp app) {
    this.app = app;
    this.database = app.database();
  }

  private void handBack(int number, String action, String target, String detail) {
    database.update(
        "INSERT INTO latchkey_proposal (hash, number, at, actor, action, account_id, target, detail,"
            + " node, told_at) VALUES ('"
            + TestApp.fresh("hash")
            + "', "
            + number
            + ", 4102444800000, 'key_of_somebody', '"
            + action
            + "', 'main', '"
            + target
            + "', '"
            + detail
            + "', 'node', 0)");
  }

  private void awaitDealtWith() {
    Await.until("all dealt with", ofSeconds(10), () -> database.number(CLEAN) == 0);
  }

  private JsonNode newest(String action) {
    return app.admin().get("/v1/audit?action=" + action + "&limit=1").is(200).data().get(0);
  }

  private Issued issue() {
    return Issued.by(app.admin(), "admin", "zones:read");
  }

  private static String target(Issued key) {
    return "key:" + key.id().substring("key_".length());
  }

  @Test
  void aLostRevocationIsWrittenAgainInTheNameOfWhoRevoked() {
    Issued key = issue();
    assertThat(key.reads("a")).isEqualTo(200);
    handBack(900, "key.revoke", target(key), "{\"reason\":\"leaked\"}");
    awaitDealtWith();

    Await.until("refused", ofSeconds(10), () -> key.reads("a") == 401);
    JsonNode again = newest("key.revoke");
    assertThat(again.path("actor").asText()).isEqualTo("latchkey");
    assertThat(again.path("detail").path("reason").asText()).isEqualTo("leaked");
    assertThat(again.path("detail").path("lost_entry").asInt()).isEqualTo(900);
    JsonNode revoked = app.admin().get(key.path()).is(200).data();
    assertThat(revoked.path("status").asText()).isEqualTo("revoked");
    assertThat(revoked.path("revoked_by").asText()).isEqualTo("key_of_somebody");
  }

  @Test
  void aLostDeletionLeavesARevokedKey() {
    Issued key = issue();
    handBack(901, "key.delete", target(key), "{\"name\":\"x\"}");
    awaitDealtWith();
    assertThat(app.admin().get(key.path()).is(200).data().path("status").asText())
        .isEqualTo("revoked");
  }

  @Test
  void whatIsAwayAlreadyIsNotWrittenTwice() {
    Issued key = issue();
    app.admin().post(key.path() + "/revoke", "").is(200);
    int entries = app.admin().get("/v1/audit?key=" + key.id()).is(200).data().size();
    handBack(902, "key.revoke", target(key), "{}");
    awaitDealtWith();
    assertThat(app.admin().get("/v1/audit?key=" + key.id()).is(200).data()).hasSize(entries);
  }

  @Test
  void aRoleThatWasTakenAwayIsTakenAgainAndNoneIsGiven() {
    Tenant tenant = Tenant.by(app.admin());
    String left = Team.userOf(app.admin(), tenant.account(), "admin");
    String changed = Team.userOf(app.admin(), tenant.account(), "admin");
    String same = Team.userOf(app.admin(), tenant.account(), "admin");
    String never = Team.userOf(app.admin(), tenant.account());
    Issued key = Issued.by(app.admin(), left, "zones:read");
    assertThat(key.reads("a")).isEqualTo(200);
    String role = "{\"account_id\":\"" + tenant.account() + "\",\"role\":\"%s\"}";
    handBack(920, "member.remove", "user:" + left, role.formatted("admin"));
    handBack(921, "member.set", "user:" + changed, role.formatted("reader"));
    handBack(922, "member.set", "user:" + same, role.formatted("admin"));
    handBack(923, "member.set", "user:" + never, role.formatted("admin"));
    awaitDealtWith();

    assertThat(app.admin().get("/v1/accounts/" + tenant.account() + "/members").each("user_id"))
        .containsExactly(same);
    Await.until("refused", ofSeconds(10), () -> key.reads("a") == 403);
  }

  @Test
  void aManagerThatWasTakenAwayIsTakenAgainAndNoneIsGiven() {
    Tenant managed = Tenant.by(app.admin());
    Tenant other = Tenant.by(app.admin());
    String path = "/v1/accounts/" + managed.account();
    app.admin().patch(path, Body.json("{'manager_id':'%s'}", other.account())).is(200);
    handBack(930, "account.manage", "manager:" + managed.account(), "{\"manager_id\":\"\"}");
    handBack(
        931,
        "account.manage",
        "manager:" + other.account(),
        "{\"manager_id\":\"" + managed.account() + "\"}");
    awaitDealtWith();

    assertThat(app.admin().get(path).data().path("manager_id").isNull()).isTrue();
    assertThat(
            app.admin().get("/v1/accounts/" + other.account()).data().path("manager_id").isNull())
        .isTrue();
  }

  @Test
  void aKeyThatWasGivenScopesOfItsOwnGetsThemAgain() {
    Issued whole = Team.wholeKey(app.admin(), "admin");
    Issued kept = Team.wholeKey(app.admin(), "admin");
    handBack(940, "key.change", target(whole), "{\"scopes\":\"zones:write\"}");
    handBack(941, "key.change", target(kept), "{\"owner_scopes\":\"true\"}");
    Issued own = issue();
    handBack(942, "key.change", target(own), "{\"owner_scopes\":\"true\"}");
    awaitDealtWith();

    JsonNode narrowed = app.admin().get(whole.path()).data();
    assertThat(narrowed.path("scopes").toString()).isEqualTo("[\"zones:write\"]");
    assertThat(narrowed.path("owner_scopes").asBoolean()).isFalse();
    assertThat(app.admin().get(kept.path()).data().path("owner_scopes").asBoolean()).isTrue();
    assertThat(app.admin().get(own.path()).data().path("owner_scopes").asBoolean()).isFalse();
  }

  @Test
  void aRoleThatWasNarrowedIsNarrowedUntilTheNextStart() {
    Tenant tenant = Tenant.by(app.admin());
    String user = Team.userOf(app.admin(), tenant.account(), "reader");
    Issued key = Issued.by(app.admin(), user, "zones:read");
    handBack(950, "role.set", "role:reader", "{\"scopes\":\"users:read\",\"single\":false}");
    awaitDealtWith();

    Await.until("refused", ofSeconds(10), () -> key.reads("a") == 403);
    try (TestApp next = TestApp.on(database)) {
      Await.until("declared again", ofSeconds(10), () -> key.reads("a") == 200);
    }
  }

  @Test
  void switchesThatWereOffAreSwitchedOffAgain() {
    Issued key = issue();
    handBack(903, "key.change", target(key), "{\"name\":\"x\",\"enabled\":\"false\"}");
    handBack(904, "key.change", target(issue()), "{\"name\":\"other\"}");
    String account = TestApp.fresh("acme");
    app.admin().put("/v1/accounts/" + account, Body.json("{'name':'Acme'}")).is(201);
    String user = TestApp.fresh("ada");
    app.admin()
        .put(
            "/v1/users/" + user, Body.json("{'name':'Ada','scopes':[],'account_id':'%s'}", account))
        .is(201);
    handBack(905, "user.change", "user:" + user, "{\"name\":\"Ada\",\"enabled\":false}");
    handBack(906, "account.change", "account:" + account, "{\"api_access\":false}");
    awaitDealtWith();

    assertThat(app.admin().get(key.path()).is(200).data().path("status").asText())
        .isEqualTo("disabled");
    assertThat(app.admin().get("/v1/users/" + user).is(200).data().path("enabled").asBoolean())
        .isFalse();
    assertThat(
            app.admin()
                .get("/v1/accounts/" + account)
                .is(200)
                .data()
                .path("api_access")
                .asBoolean())
        .isFalse();
  }

  @Test
  void whatALostPlanTookFromKeysIsTakenAgainAndNothingElseOfItCounts() {
    app.admin()
        .put("/v1/plans/lost", Body.json("{'secret_age':'P30D','keys_per_owner':5}"))
        .is(201);
    handBack(920, "plan.set", "plan:lost", "{\"secret_age\":\"P60D\",\"keys_per_owner\":9}");
    handBack(921, "plan.set", "plan:lost", "{\"api_access\":false,\"secret_age\":\"P7D\"}");
    handBack(922, "plan.set", "plan:gone", "{\"api_access\":false}");
    awaitDealtWith();

    JsonNode plan = app.admin().get("/v1/plans/lost").is(200).data();
    assertThat(plan.path("api_access").asBoolean()).isFalse();
    assertThat(plan.path("secret_age").asText()).isEqualTo("P7D");
    assertThat(plan.path("keys_per_owner").asInt()).isEqualTo(5);
    app.admin().get("/v1/plans/gone").is(404);
  }

  @Test
  void aSecretThatWasEndedEndsAgainUnlessItIsANewOneUnderTheOldNumber() {
    Issued key = issue();
    app.admin().post(key.path() + "/rotate", "").is(201);
    handBack(907, "key.end-secret", target(key), "{\"secret\":1}");
    awaitDealtWith();
    Await.until("refused", ofSeconds(10), () -> key.reads("a") == 401);

    Issued other = issue();
    app.admin().post(other.path() + "/rotate", "").is(201);
    database.update(
        "INSERT INTO latchkey_proposal (hash, number, at, actor, action, account_id, target, detail,"
            + " node, told_at) VALUES ('early"
            + other.id()
            + "', 908, 1000, 'k', 'key.end-secret', 'main', '"
            + target(other)
            + "', '{\"secret\":1}', 'node', 0)");
    awaitDealtWith();
    assertThat(other.reads("a")).isEqualTo(200);
  }

  @Test
  void aLostRotationEndsTheOlderSecretsWhenItSaid() {
    Issued key = issue();
    assertThat(key.reads("a")).isEqualTo(200);
    handBack(
        920,
        "key.rotate",
        target(key),
        "{\"secret\":2,\"others_end_at\":\"2026-01-01T00:00:00Z\"}");
    Issued later = issue();
    handBack(
        921,
        "key.rotate",
        target(later),
        "{\"secret\":2,\"others_end_at\":\"2999-01-01T00:00:00Z\"}");
    awaitDealtWith();

    Await.until("refused", ofSeconds(10), () -> key.reads("a") == 401);
    assertThat(later.reads("a")).isEqualTo(200);
    assertThat(app.admin().get(later.path()).is(200).data().at("/secrets/0/ends_at").asText())
        .isEqualTo("2999-01-01T00:00:00Z");
  }

  @Test
  void aLostEditTakesAwayAgainWhatItTookAndGivesNothing() {
    Issued key = Issued.by(app.admin(), "admin", "zones:read records:read");
    handBack(
        922,
        "key.change",
        target(key),
        "{\"scopes\":\"zones:read:a users:write\",\"expires_at\":\"2999-01-01T00:00:00Z\","
            + "\"allowed_ips\":\"127.0.0.0/8\",\"enabled\":\"true\"}");
    awaitDealtWith();

    JsonNode now = app.admin().get(key.path()).is(200).data();
    assertThat(now.path("scopes").toString()).isEqualTo("[\"zones:read:a\"]");
    assertThat(now.path("expires_at").asText()).isEqualTo("2999-01-01T00:00:00Z");
    assertThat(now.path("allowed_ips").toString()).isEqualTo("[\"127.0.0.0/8\"]");
    handBack(
        923,
        "key.change",
        target(key),
        "{\"scopes\":\"zones:read\",\"expires_at\":\"\",\"allowed_ips\":\"\"}");
    awaitDealtWith();
    assertThat(app.admin().get(key.path()).is(200).data()).isEqualTo(now);
  }

  @Test
  void aKeyThatNoNetworkIsLeftToIsDisabled() {
    Issued key = issue();
    app.admin().patch(key.path(), Body.json("{'allowed_ips':['127.0.0.0/8']}")).is(200);
    handBack(924, "key.change", target(key), "{\"allowed_ips\":\"10.0.0.0/8\"}");
    awaitDealtWith();
    assertThat(app.admin().get(key.path()).is(200).data().path("status").asText())
        .isEqualTo("disabled");
  }

  @Test
  void aUserWhoLostScopesLosesThemAgain() {
    String user = TestApp.fresh("eve");
    app.admin()
        .put("/v1/users/" + user, Body.json("{'name':'Eve','scopes':['zones:*','records:read']}"))
        .is(201);
    handBack(925, "user.change", "user:" + user, "{\"scopes\":\"zones:read accounts:write\"}");
    awaitDealtWith();
    assertThat(app.admin().get("/v1/users/" + user).is(200).data().path("scopes").toString())
        .isEqualTo("[\"zones:read\"]");
  }

  @Test
  void whatNobodyCanReadKeepsNobodyWaiting() {
    Issued key = issue();
    handBack(-1, "key.revoke", "key:!", "{}");
    handBack(926, "key.rotate", target(key), "no JSON");
    handBack(927, "key.rotate", target(key), "{\"secret\":2}");
    handBack(928, "key.revoke", target(key), "{\"reason\":\"leaked\"}");
    awaitDealtWith();
    Await.until("refused", ofSeconds(10), () -> key.reads("a") == 401);
  }

  @Test
  void oneEntryTellsAllThatWasLostAndWhatOfItIsWrittenAgain() {
    Issued key = issue();
    handBack(910, "key.issue", "key:ZZZZZZZZZZZZ", "{}");
    handBack(911, "key.revoke", target(key), "{}");
    handBack(912, "key.something-new", "plan:gold", "{}");
    awaitDealtWith();

    JsonNode told = newest("history.lost").path("detail").path("entries");
    assertThat(told.findValuesAsText("number")).contains("911");
    for (JsonNode line : told) {
      assertThat(line.path("written_again").asBoolean())
          .isEqualTo(line.path("number").asInt() == 911);
    }
    app.admin().get("/v1/audit/verify").is(200);
  }

  @Test
  void aSigningKeyWhoseWithdrawalWasLostIsWithdrawnAgain() {
    database.update(
        "INSERT INTO latchkey_signing_key (kid, algorithm, public_jwk, sealed, created_at,"
            + " signs_from) VALUES ('stolen', 'ES256', '{}', 'x', 1, 1)");
    handBack(9, "signing-key.withdraw", "installation:x", "{\"kid\":\"stolen\"}");
    awaitDealtWith();
    assertThat(
            database.number(
                "SELECT COUNT(*) FROM latchkey_signing_key WHERE published_until IS NOT NULL"))
        .isEqualTo(1);
    assertThat(newest("signing-key.withdraw").path("detail").path("lost_entry").asInt())
        .isEqualTo(9);
  }
}
