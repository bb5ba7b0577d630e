package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the plan of an account allows, and how soon it does when somebody changes it. */
@OnEachDatabase(
    settings = {
      "latchkey.admin.seal-keys = 2026:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      "latchkey.admin.plan.declared.keys-per-owner = 1",
      "latchkey.admin.plan.declared.kinds = signed, opaque",
      "latchkey.admin.plan.declared.name-editable = off",
      "latchkey.admin.plan.declared.overlap = P3D"
    })
final class PlansIT {
  private final TestApp app;
  private final Api admin;

  PlansIT(TestApp app) {
    this.app = app;
    this.admin = app.admin();
  }

  /** An account whose plan, of its own, has these terms. */
  private Tenant tenant(String terms) {
    Tenant tenant = Tenant.by(admin);
    admin.put(plan(tenant), json(terms)).is(201);
    admin.patch(account(tenant), json("{'plan':'%s'}", tenant.account())).is(200);
    return tenant;
  }

  private static String plan(Tenant tenant) {
    return "/v1/plans/" + tenant.account();
  }

  private static String account(Tenant tenant) {
    return "/v1/accounts/" + tenant.account();
  }

  private static Answer issue(Api by, String user, String more) {
    return by.post(
        "/v1/users/" + user + "/apikeys", json("{'name':'n','scopes':['zones:read']%s}", more));
  }

  private static Answer issue(Tenant tenant, String more) {
    return issue(tenant.api(), tenant.user(), more);
  }

  @Test
  void aPlanIsReadByItsAccountAndChangedByOperatorsAlone() {
    Tenant tenant = tenant("{'keys_per_owner':7,'overlap':'PT48H'}");
    Tenant other = Tenant.by(admin);
    Answer read = tenant.api().get(plan(tenant)).is(200);
    assertThat(read.data().path("keys_per_owner").asInt()).isEqualTo(7);
    assertThat(read.data("overlap")).isEqualTo("P2D");
    assertThat(tenant.api().get("/v1/plans").is(200).each("name"))
        .containsExactly(tenant.account());
    other.api().get(plan(tenant)).is(404);
    assertThat(other.api().get("/v1/plans").is(200).data()).isEmpty();
    tenant.api().put(plan(tenant), "{}").is(403, "operators-only");
    tenant.api().delete(plan(tenant)).is(403, "operators-only");
    tenant.api().patch(account(tenant), json("{'plan':null}")).is(403, "operators-only");
    assertThat(admin.get("/v1/plans").is(200).each("name")).contains(tenant.account(), "declared");
  }

  @Test
  void aPlanThatIsDeclaredIsChangedInTheSettings() {
    assertThat(admin.get("/v1/plans/declared").is(200).data().path("declared").asBoolean())
        .isTrue();
    admin.put("/v1/plans/declared", "{}").is(409, "conflict");
    admin.delete("/v1/plans/declared").is(409, "conflict");
  }

  @Test
  void onlyAPlanThatNobodyHasCanBeDeleted() {
    Tenant tenant = tenant("{}");
    admin.delete(plan(tenant)).is(409, "conflict");
    admin.patch(account(tenant), json("{'plan':null}")).is(200);
    admin.delete(plan(tenant)).is(200);
    admin.get(plan(tenant)).is(404);
    admin.patch(account(tenant), json("{'plan':'%s'}", tenant.account())).is(400);
  }

  @Test
  void everyTermThatCannotBeIsNamed() {
    Answer refused =
        admin
            .put(
                "/v1/plans/bad",
                json(
                    "{'keys_per_owner':-1,'kinds':['legacy'],'expiry_options':['P1Y'],"
                        + "'seen_by':'everybody','secret_age':'PT0S','quota':3}"))
            .is(400, "invalid-body");
    assertThat(refused.pointers())
        .contains(
            "#/keys_per_owner",
            "#/kinds/0",
            "#/expiry_options/0",
            "#/seen_by",
            "#/secret_age",
            "#/quota");
    admin.get("/v1/plans/bad").is(404);
    admin.put("/v1/plans/No", "{}").is(404);
  }

  @Test
  void keysThatWorkAreCountedAndThoseThatAreOverAreNot() {
    Tenant tenant = tenant("{'keys_per_owner':3}");
    Issued second = Issued.by(tenant.api(), tenant.user(), "zones:read");
    Issued.by(tenant.api(), tenant.user(), "zones:read", "'not_before':'2090-01-01T00:00:00Z'");
    assertThat(issue(tenant, "").is(403, "plan-forbids").json().path("detail").asText())
        .startsWith("3 keys");
    tenant.api().patch(second.path(), json("{'enabled':false}")).is(200);
    issue(tenant, "").is(403, "plan-forbids");
    tenant.api().post(second.path() + "/revoke", "").is(200);
    Issued third = Issued.by(tenant.api(), tenant.user(), "zones:read");
    issue(tenant, "").is(403, "plan-forbids");
    tenant.api().delete(third.path()).is(200);
    issue(tenant, "").is(201);
    issue(tenant.api(), tenant.newUser("zones:read"), "").is(201);
  }

  @Test
  void anAccountHasNoMoreKeysThanItsPlanHoweverManyUsersItHas() {
    Tenant tenant = tenant("{'keys_per_account':2}");
    issue(tenant.api(), tenant.newUser("zones:read"), "").is(201);
    issue(tenant.api(), tenant.newUser("zones:read"), "").is(403, "plan-forbids");
    admin.put(plan(tenant), json("{'keys_per_account':3}")).is(200);
    issue(tenant.api(), tenant.newUser("zones:read"), "").is(201);
  }

  @Test
  void manyAtOnceGetNoMoreThanOne() throws Exception {
    Tenant tenant = tenant("{'keys_per_owner':3}");
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> calls =
          Stream.generate(() -> many.submit(() -> issue(tenant, "").status())).limit(12).toList();
      int issued = 0;
      for (Future<Integer> call : calls) {
        issued += call.get() == 201 ? 1 : 0;
      }
      assertThat(issued).isEqualTo(2);
    } finally {
      many.shutdownNow();
    }
  }

  @Test
  void anAccountWithoutApiAccessIsIssuedNothingAndLetInNowhere() {
    Tenant tenant = tenant("{}");
    Issued key = Issued.by(tenant.api(), tenant.user(), "zones:read");
    assertThat(key.reads("a")).isEqualTo(200);
    admin.put(plan(tenant), json("{'api_access':false}")).is(200);
    assertThat(key.reads("a")).isEqualTo(403);
    issue(admin, tenant.user(), "").is(403, "plan-forbids");
    admin.patch(account(tenant), json("{'plan':null}")).is(200);
    assertThat(key.reads("a")).isEqualTo(200);
  }

  @Test
  void theFirstKindOfThePlanIsWhatIsIssuedAndNoOtherThanItsKindsIs() {
    Tenant tenant = tenant("{'kinds':['signed','keypair']}");
    assertThat(issue(tenant, "").is(201).data("kind")).isEqualTo("signed");
    issue(tenant, ",'kind':'keypair'").is(201);
    Answer refused = issue(tenant, ",'kind':'opaque'").is(403, "plan-forbids");
    assertThat(refused.pointers()).containsExactly("#/kind");
    tenant.api().post(tenant.key().path() + "/rotate", "{}").is(403, "plan-forbids");
    tenant.api().post(tenant.key().path() + "/rotate", json("{'kind':'keypair'}")).is(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'expiry_required':true} | ",
        "{'longest_expiry':'P30D'} | ",
        "{'longest_expiry':'P30D'} | ,'expires_in':'P31D'",
        "{'longest_expiry':'P30D'} | ,'expires_at':'2090-01-01T00:00:00Z'",
        "{'expiry_options':['P7D','P30D']} | ,'expires_in':'P8D'",
        "{'expiry_options':['P7D','P30D']} | ,'expires_at':'2090-01-01T00:00:00Z'",
        "{'expiry_options':['P7D'],'expiry_required':true} | "
      })
  void aKeyEndsAsThePlanHasIt(String terms, String life) {
    Tenant tenant = tenant(terms);
    String more = life == null ? "" : life;
    assertThat(issue(tenant, more).is(403, "plan-forbids").pointers())
        .allMatch(pointer -> pointer.startsWith("#/expires_"));
    Answer issued = issue(tenant, ",'expires_in':'P7D'").is(201);
    String path = "/v1/users/" + tenant.user() + "/apikeys/" + issued.data("id");
    if (!more.isEmpty()) {
      String change = "{" + more.substring(1) + "}";
      tenant.api().patch(path, json(change)).is(403, "plan-forbids");
      tenant.api().post(path + "/rotate", json(change)).is(403, "plan-forbids");
    }
    tenant.api().patch(path, json("{'name':'Another name'}")).is(200);
    tenant.api().post(path + "/rotate", "{}").is(201);
  }

  @Test
  void anEndThatIsChangedCountsFromTheChange() {
    Tenant tenant = tenant("{'longest_expiry':'P30D'}");
    Issued key = Issued.by(tenant.api(), tenant.user(), "zones:read", "'expires_in':'P1D'");
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Answer changed = tenant.api().patch(key.path(), json("{'expires_in':'P9D'}")).is(200);
    Instant end = Instant.parse(changed.data("expires_at"));
    assertThat(end)
        .isBetween(before.plus(Duration.ofDays(9)), Instant.now().plus(Duration.ofDays(9)));
    tenant.api().patch(key.path(), json("{'expires_at':null}")).is(403, "plan-forbids");
    tenant
        .api()
        .patch(key.path(), json("{'expires_in':'P9D','expires_at':null}"))
        .is(400, "invalid-body");
  }

  @Test
  void aNameStaysWhereThePlanSaysSo() {
    Tenant tenant = tenant("{'name_editable':false}");
    Issued key = Issued.by(tenant.api(), tenant.user(), "zones:read");
    Answer refused = tenant.api().patch(key.path(), json("{'name':'x'}")).is(403, "plan-forbids");
    assertThat(refused.pointers()).containsExactly("#/name");
    tenant.api().patch(key.path(), json("{'description':'x'}")).is(200);
  }

  @Test
  void nothingOfAnExpiredKeyChangesWhereThePlanSaysSo() {
    Tenant tenant = tenant("{'expired_editable':false}");
    Issued key = Issued.by(tenant.api(), tenant.user(), "zones:read", "'expires_in':'P1D'");
    String expire = "UPDATE latchkey_key SET expires_at = 1 WHERE id = ?";
    app.database().update(expire, key.id().substring(4));
    tenant.api().patch(key.path(), json("{'description':'x'}")).is(409, "conflict");
    tenant.api().patch(key.path(), json("{'expires_in':'P1D'}")).is(409, "conflict");
    admin.put(plan(tenant), json("{'expired_editable':true}")).is(200);
    tenant.api().patch(key.path(), json("{'description':'x'}")).is(200);
    tenant.api().delete(key.path()).is(200);
  }

  @Test
  void aKeyThatIsItsOwnersBusinessIsNobodyElses() {
    Tenant tenant = tenant("{}");
    String user = tenant.newUser("zones:read apikeys:*");
    Issued own = Issued.by(tenant.api(), user, "zones:read apikeys:*");
    admin.put(plan(tenant), json("{'managed_by':'owner'}")).is(200);

    Api boss = tenant.api();
    boss.get(own.path()).is(200);
    boss.patch(own.path(), json("{'description':'x'}")).is(403, "plan-forbids");
    boss.patch(own.path(), json("{'enabled':false}")).is(403, "plan-forbids");
    boss.post(own.path() + "/rotate", "{}").is(403, "plan-forbids");
    boss.post(own.path() + "/revoke", "").is(403, "plan-forbids");
    boss.post(own.path() + "/reveal", "").is(403, "plan-forbids");
    boss.delete(own.path()).is(403, "plan-forbids");
    issue(boss, user, "").is(403, "plan-forbids");

    Issued more = Issued.by(own.api(), user, "zones:read");
    own.api().patch(more.path(), json("{'description':'x'}")).is(200);
    own.api().post(more.path() + "/rotate", json("{'overlap':'PT1H'}")).is(201);
    own.api().delete(more.path() + "/secrets/1").is(200);
    own.api().post(more.path() + "/revoke", "").is(200);
    own.api().delete(more.path()).is(200);
    admin.patch(own.path(), json("{'description':'x'}")).is(403, "plan-forbids");
    admin.post(own.path() + "/revoke", json("{'reason':'break-glass'}")).is(200);
  }

  @Test
  void aKeyThatOnlyItsOwnerSeesIsNotThereForOthers() {
    Tenant tenant = tenant("{'seen_by':'owner'}");
    String user = tenant.newUser("zones:read apikeys:*");
    Issued own = Issued.by(admin, user, "zones:read apikeys:*");
    Api boss = tenant.api();
    boss.get(own.path()).is(404);
    boss.post(own.path() + "/revoke", "").is(404);
    boss.delete(own.path()).is(404);
    assertThat(boss.get("/v1/users/" + user + "/apikeys").is(200).data()).isEmpty();
    assertThat(boss.get("/v1/apikeys").is(200).each("id")).containsExactly(tenant.key().id());
    assertThat(own.api().get("/v1/apikeys").is(200).each("id")).containsExactly(own.id());
    own.api().get(own.path()).is(200);
    admin.get(own.path()).is(200);
  }

  @Test
  void aSecretEndsAtTheAgeOfThePlanAndLivesOnWhenThatIsLifted() {
    Tenant tenant = tenant("{'secret_age':'P90D'}");
    Issued key = Issued.by(tenant.api(), tenant.user(), "zones:read");
    assertThat(key.reads("a")).isEqualTo(200);
    Answer seen = tenant.api().get(key.path()).is(200);
    Instant created = Instant.parse(seen.data().at("/secrets/0/created_at").asText());
    assertThat(seen.data().at("/secrets/0/ends_at").asText())
        .isEqualTo(created.plus(Duration.ofDays(90)).toString());

    String old = "UPDATE latchkey_secret SET created_at = created_at - ? WHERE key_id = ?";
    app.database().update(old, Duration.ofDays(91).toMillis(), key.id().substring(4));
    admin.put(plan(tenant), json("{'secret_age':'P89D'}")).is(200);
    assertThat(key.reads("a")).as("too old").isEqualTo(401);
    assertThat(admin.get(key.path()).data().at("/secrets/0/status").asText()).isEqualTo("ended");
    admin.patch(key.path(), json("{'description':'an edit writes no end'}")).is(200);
    String text = admin.post(key.path() + "/rotate", "{}").is(201).data("key");
    assertThat(key.reads(text, "a")).as("rotated").isEqualTo(200);
    assertThat(key.reads("a")).isEqualTo(401);

    admin.put(plan(tenant), json("{'secret_age':null}")).is(200);
    assertThat(key.reads("a")).as("in its overlap").isEqualTo(200);
  }

  @Test
  void secretsAreKeptWherethePlanSaysSoAndShownNoMoreOnceItDoesNot() {
    Tenant tenant = tenant("{}");
    tenant.api().post(tenant.key().path() + "/reveal", "").is(409, "conflict");
    admin.put(plan(tenant), json("{'recoverable':true}")).is(200);
    Issued kept = Issued.by(tenant.api(), tenant.user(), "zones:read");
    assertThat(tenant.api().post(kept.path() + "/reveal", "").is(200).data("key"))
        .isEqualTo(kept.text());
    admin.put(plan(tenant), json("{'recoverable':false}")).is(200);
    tenant.api().post(kept.path() + "/reveal", "").is(409, "conflict");
  }

  @Test
  void theOverlapOfThePlanIsThatOfARotationThatDoesNotSay() {
    Tenant tenant = tenant("{'overlap':'P2D'}");
    Instant before = Instant.now().plus(Duration.ofDays(2));
    Answer rotated = tenant.api().post(tenant.key().path() + "/rotate", "{}").is(201);
    assertThat(Instant.parse(rotated.data().at("/secrets/0/ends_at").asText()))
        .isBetween(before.minusMillis(1), Instant.now().plus(Duration.ofDays(2)));
  }
}
