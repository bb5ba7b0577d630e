package dev.latchkey.admin.systems;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A user's own JWT keys. */
@SuppressWarnings("MemberName") // each test is named after what the product documents
@TestInstance(Lifecycle.PER_CLASS)
final class DnsfilterIT {
  private final TestApp app = Customers.of("dnsfilter");
  private final Api operator = app.admin();
  private final String org = Customers.account(operator);
  private final String user = Customers.member(operator, org, "admin");
  private final Issued own = Customers.whole(operator, user, "");

  @AfterAll
  void stop() {
    app.close();
  }

  private static int policies(Issued key, String organisation) {
    return key.api().app("GET", "/v1/organizations/" + organisation + "/policies");
  }

  private static String keys(String of) {
    return "/v1/users/" + of + "/apikeys";
  }

  @Test
  void DNSFILTER_1_theKeyIsAJwt() {
    assertThat(own.text()).matches("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    assertThat(operator.get("/.well-known/jwks.json").is(200).json().path("keys")).isNotEmpty();
    operator
        .post(keys(user), json("{'name':'n','owner_scopes':true,'kind':'opaque'}"))
        .is(403, "plan-forbids");
  }

  @Test
  void DNSFILTER_2_keysShowOnlyInTheirUsersAccount() {
    String boss = Customers.member(operator, org, "owner");
    Issued bosses = Customers.whole(operator, boss, "");
    String other = Customers.account(operator);
    Customers.join(operator, other, user, "admin");
    assertThat(bosses.api().get("/v1/apikeys").is(200).each("id")).containsExactly(bosses.id());
    assertThat(bosses.api().get(keys(user)).is(200).data()).isEmpty();
    bosses.api().get(own.path()).is(404);
    assertThat(own.api().get(keys(user)).is(200).each("id")).contains(own.id());
    assertThat(own.api().get("/v1/apikeys").is(200).each("user_id")).containsOnly(user);
  }

  @Test
  void DNSFILTER_3_aUserHasFiveActiveKeysAtMost() {
    String somebody = Customers.member(operator, org, "admin");
    Issued first = Customers.whole(operator, somebody, "");
    Issued[] more =
        IntStream.range(0, 4)
            .mapToObj(i -> Customers.whole(first.api(), somebody, ""))
            .toArray(Issued[]::new);
    String body = json("{'name':'the sixth','owner_scopes':true}");
    Answer refused = first.api().post(keys(somebody), body).is(403, "plan-forbids");
    assertThat(refused.json().path("detail").asText()).contains("5 keys").contains("revoke one");
    first.api().post(more[0].path() + "/revoke", "").is(200);
    first.api().post(keys(somebody), body).is(201);
    first.api().post(keys(somebody), body).is(403, "plan-forbids");
    first.api().delete(more[1].path()).is(200);
    first.api().post(keys(somebody), body).is(201);
  }

  @Test
  void DNSFILTER_4_onlyTheOwnerMayRevoke() {
    Issued key = Customers.whole(own.api(), user, "");
    String boss = Customers.member(operator, Customers.account(operator), "owner");
    Customers.join(operator, org, boss, "admin");
    Issued bosses = Customers.whole(operator, boss, "");
    bosses.api().post(key.path() + "/revoke?wait=PT0S", "").is(404);
    bosses.api().delete(key.path()).is(404);
    assertThat(policies(key, org)).isEqualTo(200);

    Issued held = Customers.whole(own.api(), user, "");
    app.api().form("/v1/revoke", "token=" + held.text()).is(200);
    assertThat(policies(held, org)).as("whoever holds it").isEqualTo(401);
    operator.post(key.path() + "/revoke", json("{'reason':'break-glass'}")).is(200);
    Answer told = operator.get("/v1/audit?key=" + key.id()).is(200);
    assertThat(told.data().get(0).toString()).contains("break-glass");
  }

  @Test
  void DNSFILTER_5_aKeyDoesWhateverItsUserMayDoAtThatMoment() {
    String msp = Customers.account(operator);
    String sub = Customers.account(operator);
    operator.patch("/v1/accounts/" + sub, json("{'manager_id':'%s'}", msp)).is(200);
    String technician = Customers.member(operator, msp, "read-only");
    Issued key = Customers.whole(operator, technician, "");
    String path = "/v1/organizations/" + sub + "/policies";
    assertThat(key.api().app("GET", path)).as("of a managed organisation").isEqualTo(200);
    assertThat(key.api().app("PUT", path)).isEqualTo(403);
    Customers.join(operator, msp, technician, "admin");
    assertThat(key.api().app("PUT", path)).as("the user may do more now").isEqualTo(200);
    assertThat(policies(key, org)).as("of somebody else").isEqualTo(403);
    Customers.join(operator, org, technician, "read-only");
    assertThat(policies(key, org)).as("one organisation more").isEqualTo(200);
    operator.delete("/v1/accounts/" + org + "/members/" + technician).is(200);
    assertThat(policies(key, org)).isEqualTo(403);
    operator.patch("/v1/accounts/" + sub, json("{'manager_id':null}")).is(200);
    assertThat(key.api().app("GET", path)).isEqualTo(403);
    operator.patch("/v1/users/" + technician, json("{'enabled':false}")).is(200);
    assertThat(policies(key, msp)).isEqualTo(401);
  }

  @Test
  void DNSFILTER_6_theNameStaysAndTheExpiryIsPicked() {
    String somebody = Customers.member(operator, org, "admin");
    Issued key = Customers.whole(operator, somebody, "'expires_in':'P90D'");
    key.api().patch(key.path(), json("{'name':'another'}")).is(403, "plan-forbids");
    Answer refused =
        key.api()
            .post(keys(somebody), json("{'name':'n','owner_scopes':true,'expires_in':'P91D'}"))
            .is(403, "plan-forbids");
    assertThat(refused.pointers()).containsExactly("#/expires_in");
    assertThat(refused.text()).contains("P30D or P90D or P180D or P365D");
  }

  @Test
  void DNSFILTER_7_theKeyIsShownOnce() {
    assertThat(own.api().get(own.path()).is(200).text()).doesNotContain(own.text());
    operator.post(own.path() + "/reveal", "").is(403, "plan-forbids");
    assertThat(own.api().get(own.path()).data().at("/secrets/0/recoverable").asBoolean()).isFalse();
  }

  @Test
  void DNSFILTER_8_aRevokedKeyStaysListedAndADeletedOneVanishes() {
    Issued key = Customers.whole(own.api(), user, "");
    own.api().post(key.path() + "/revoke", "").is(200);
    assertThat(policies(key, org)).isEqualTo(401);
    assertThat(own.api().get(keys(user) + "?status=revoked").is(200).each("id")).contains(key.id());
    own.api().delete(key.path()).is(200);
    assertThat(own.api().get(keys(user)).is(200).each("id")).doesNotContain(key.id());
  }

  @Test
  void DNSFILTER_10_anExpiredKeyGetsAnUnauthorisedError() {
    Issued key = Customers.whole(own.api(), user, "'expires_in':'P30D'");
    app.database()
        .update("UPDATE latchkey_key SET expires_at = 1 WHERE id = ?", key.id().substring(4));
    assertThat(policies(key, org)).isEqualTo(401);
    own.api().delete(key.path()).is(200);
  }

  @Test
  void DNSFILTER_11_aKeyIsLimited() {
    String somebody = Customers.member(operator, org, "read-only");
    Issued key = Customers.whole(operator, somebody, "");
    long passed = IntStream.range(0, 310).filter(i -> policies(key, org) == 200).count();
    assertThat(passed).isBetween(300L, 305L);
    Answer refused = key.api().get("/v1/apikeys/self").is(429, "rate-limited");
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"plan\";q=300;w=300");
  }
}
