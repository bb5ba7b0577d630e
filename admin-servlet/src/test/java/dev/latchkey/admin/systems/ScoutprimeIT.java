package dev.latchkey.admin.systems;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tokens with a timeout, for members of one group. */
@SuppressWarnings("MemberName") // each test is named after what the product documents
@TestInstance(Lifecycle.PER_CLASS)
final class ScoutprimeIT {
  private final TestApp app = Customers.of("scoutprime");
  private final Api operator = app.admin();
  private final String account = Customers.account(operator);
  private final String user = Customers.member(operator, account, "api-tokens-group");
  private final Issued own = Customers.whole(operator, user, "'expires_in':'P365D'");

  @AfterAll
  void stop() {
    app.close();
  }

  private Issued token(String more) {
    return Issued.by(own.api(), user, "graph:read", "'expires_in':'P30D'" + more);
  }

  @Test
  void SCOUTPRIME_1_onlyMembersOfTheGroupMayCallItsApi() {
    String analyst = Customers.member(operator, account, "analyst");
    Issued key = Customers.whole(operator, analyst, "'expires_in':'P30D'");
    assertThat(key.api().app("GET", "/v1/zones/a")).isEqualTo(200);
    key.api().get("/v1/apikeys").is(403, "insufficient-scope");
    String path = "/v1/users/" + analyst + "/apikeys";
    key.api()
        .post(path, json("{'name':'n','scopes':['graph:read'],'expires_in':'P1D'}"))
        .is(403, "insufficient-scope");
    Customers.join(operator, account, analyst, "api-tokens-group");
    key.api().get("/v1/apikeys").is(200);
  }

  @Test
  void SCOUTPRIME_2_aTokenHasADescriptionAndATimeout() {
    String path = "/v1/users/" + user + "/apikeys";
    String without = json("{'name':'n','description':'for reports','scopes':['graph:read']}");
    assertThat(own.api().post(path, without).is(403, "plan-forbids").pointers())
        .containsExactly("#/expires_in");
    Issued key = token(",'description':'for reports'");
    assertThat(own.api().get(key.path()).data("description")).isEqualTo("for reports");
    assertThat(key.api().app("GET", "/v1/zones/a")).isEqualTo(200);
  }

  @Test
  void SCOUTPRIME_3_aTokenIsMaskedAndShownAgainWhereSomebodyAsks() {
    Issued key = token("");
    assertThat(own.api().get(key.path()).is(200).text()).doesNotContain(key.text());
    assertThat(own.api().post(key.path() + "/reveal", "").is(200).data("key"))
        .isEqualTo(key.text());
  }

  @Test
  void SCOUTPRIME_4_anEditedTimeoutCountsFromTheEdit() {
    Issued key = token("");
    app.database()
        .update(
            "UPDATE latchkey_key SET created_at = created_at - 86400000 WHERE id = ?",
            key.id().substring(4));
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Answer edited =
        own.api().patch(key.path(), json("{'description':'x','expires_in':'P10D'}")).is(200);
    assertThat(Instant.parse(edited.data("expires_at")))
        .isBetween(before.plus(Duration.ofDays(10)), Instant.now().plus(Duration.ofDays(10)));
    assertThat(key.api().app("GET", "/v1/zones/a")).as("the same token").isEqualTo(200);
    own.api().patch(key.path(), json("{'expires_at':null}")).is(403, "plan-forbids");
  }

  @Test
  void SCOUTPRIME_5_anExpiredTokenCanOnlyBeDeletedAndReplaced() {
    Issued key = token("");
    app.database()
        .update("UPDATE latchkey_key SET expires_at = 1 WHERE id = ?", key.id().substring(4));
    own.api().patch(key.path(), json("{'description':'x'}")).is(409, "conflict");
    own.api().patch(key.path(), json("{'expires_in':'P10D'}")).is(409, "conflict");
    own.api().post(key.path() + "/rotate", "").is(409, "conflict");
    own.api().delete(key.path()).is(200);
    own.api().get(key.path()).is(404);
    assertThat(token("").api().app("GET", "/v1/zones/a")).isEqualTo(200);
  }
}
