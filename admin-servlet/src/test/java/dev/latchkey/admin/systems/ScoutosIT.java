package dev.latchkey.admin.systems;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Holder;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OldKeys;
import dev.latchkey.admin.app.TestApp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Organisation credentials that are key pairs. */
@SuppressWarnings("MemberName") // each test is named after what the product documents
@TestInstance(Lifecycle.PER_CLASS)
final class ScoutosIT {
  private static final String AGENTS = "/v1/zones/a";

  private final TestApp app = Customers.of("scoutos");
  private final Api operator = app.admin();
  private final String org = Customers.account(operator);
  private final String admin = Customers.member(operator, org, "admin");
  private final Issued own = Customers.whole(operator, admin, "");

  @AfterAll
  void stop() {
    app.close();
  }

  private Issued key(String more) {
    return Issued.by(own.api(), admin, "agents:read", more);
  }

  private static int reads(Issued key) {
    return key.api().app("GET", AGENTS);
  }

  @Test
  void SCOUTOS_1_anOrganisationsAdminsMakeManyNamedKeys() {
    Issued one = key("");
    Issued two = key("");
    assertThat(reads(one)).as("active at once").isEqualTo(200);
    assertThat(reads(two)).isEqualTo(200);
    String member = Customers.member(operator, org, "member");
    Issued members = Customers.whole(operator, member, "");
    members
        .api()
        .post("/v1/users/" + member + "/apikeys", json("{'name':'n','scopes':['agents:read']}"))
        .is(403, "insufficient-scope");
  }

  @Test
  void SCOUTOS_2_aCredentialIsAKeyPairOfWhichThePublicHalfIsKept() {
    Answer seen = own.api().get(key("").path()).is(200);
    assertThat(seen.data("kind")).isEqualTo("keypair");
    assertThat(seen.data().at("/secrets/0/public_key").asText()).isNotEmpty();
    assertThat(app.database().number("SELECT COUNT(*) FROM latchkey_secret WHERE kind = 'keypair'"))
        .isPositive();
  }

  @Test
  void SCOUTOS_3_thePrivateHalfIsABearerToken() {
    assertThat(reads(key(""))).isEqualTo(200);
  }

  @Test
  void SCOUTOS_4_theSamePrivateHalfSigns() {
    Answer issued =
        own.api()
            .post(
                "/v1/users/" + admin + "/apikeys",
                json("{'name':'signs','scopes':['agents:read']}"))
            .is(201);
    Holder holder = Holder.of(app.api(), issued);
    assertThat(holder.call("GET", AGENTS)).isEqualTo(200);
  }

  @Test
  void SCOUTOS_5_thePrivateHalfCanBeViewedAgainByAnAdmin() {
    Issued key = key("");
    assertThat(own.api().post(key.path() + "/reveal", "").is(200).data("key"))
        .isEqualTo(key.text());
    assertThat(app.database().texts("SELECT sealed FROM latchkey_sealed_secret").toString())
        .doesNotContain(key.text());
  }

  @Test
  void SCOUTOS_6_aKeyCanBeSwitchedOffAndOnAgain() {
    Issued key = key("");
    own.api().patch(key.path(), json("{'enabled':false}")).is(200);
    assertThat(reads(key)).isEqualTo(401);
    own.api().patch(key.path(), json("{'enabled':true}")).is(200);
    assertThat(reads(key)).isEqualTo(200);
  }

  @Test
  void SCOUTOS_7_oldAndNewRunTogetherAndThenTheOldOneEnds() {
    Issued key = key("");
    String text = own.api().post(key.path() + "/rotate", "").is(201).data("key");
    assertThat(reads(key)).isEqualTo(200);
    assertThat(key.api().as(text).app("GET", AGENTS)).isEqualTo(200);
    own.api().delete(key.path() + "/secrets/1").is(200);
    assertThat(reads(key)).isEqualTo(401);
    assertThat(key.api().as(text).app("GET", AGENTS)).isEqualTo(200);
  }

  @Test
  void SCOUTOS_8_deletionIsPermanentAndActsAtOnce() {
    Issued key = key("");
    assertThat(reads(key)).isEqualTo(200);
    own.api().delete(key.path()).is(200);
    assertThat(reads(key)).isEqualTo(401);
    own.api().get(key.path()).is(404);
  }

  @Test
  void SCOUTOS_9_aWrongKeyIs401AndAPermissionThatLacksIs403() {
    Issued key = key("");
    assertThat(app.api().as(key.text() + "x").app("GET", AGENTS)).isEqualTo(401);
    assertThat(key.api().app("PUT", AGENTS)).isEqualTo(403);
  }

  @Test
  void SCOUTOS_10_legacyKeysKeepWorkingAreWatchedAndEnd() {
    String text = OldKeys.text();
    String line =
        json(
            "{'keys':[{'hash':'%s','user_id':'%s','scopes':['agents:read']}]}",
            OldKeys.hash(text), admin);
    operator.post("/v1/apikeys/import", line).is(200);
    Api old = app.api().as(text);
    Await.until("known", Duration.ofSeconds(10), () -> old.app("GET", AGENTS) == 200);
    Await.until(
        "seen",
        Duration.ofSeconds(10),
        () -> !own.api().get("/v1/apikeys/legacy?seen=true").is(200).data().isEmpty());
    own.api().post("/v1/apikeys/legacy/end", json("{'ends_at':'%s'}", soon())).is(200);
    Await.until(
        "announced",
        Duration.ofSeconds(10),
        () -> !old.get("/v1/apikeys/self").header("Latchkey-Key-Expires").isEmpty());
  }

  private static String soon() {
    return Instant.now().plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Test
  void SCOUTOS_11_permissionsAreScopedAndAllOfItIsInTheJournal() {
    Issued key = key("");
    own.api().patch(key.path(), json("{'description':'x'}")).is(200);
    assertThat(own.api().get("/v1/audit?key=" + key.id()).is(200).each("action"))
        .contains("key.issue", "key.change");
    own.api().get("/v1/usage").is(200);
  }

  @Test
  void SCOUTOS_12_environmentsAreLabelsThatKeysAreFoundBy() {
    Issued staging = key("'environment':'staging'");
    assertThat(staging.text()).startsWith("scout_staging_");
    assertThat(own.api().get("/v1/apikeys?environment=staging").is(200).each("id"))
        .contains(staging.id())
        .doesNotContain(own.id());
  }
}
