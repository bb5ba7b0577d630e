package dev.latchkey.admin.systems;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Operator API tokens by subscription. */
@SuppressWarnings("MemberName") // each test is named after what the product documents
@TestInstance(Lifecycle.PER_CLASS)
final class ScoutdnsIT {
  private final TestApp app = Customers.of("scoutdns");
  private final Api operator = app.admin();

  @AfterAll
  void stop() {
    app.close();
  }

  private String subscriber(String plan) {
    String account = Customers.account(operator);
    operator.patch("/v1/accounts/" + account, json("{'plan':'%s'}", plan)).is(200);
    return account;
  }

  private static String token(String user) {
    return "/v1/users/" + user + "/apikeys";
  }

  @Test
  void SCOUTDNS_1_onlyCertainAccountTypesHaveApiAccess() {
    String account = Customers.account(operator);
    String admin = Customers.member(operator, account, "admin");
    String body = json("{'name':'n','scopes':['operator:call']}");
    assertThat(
            operator
                .post(token(admin), body)
                .is(403, "plan-forbids")
                .json()
                .path("detail")
                .asText())
        .contains("no API access");
    operator.patch("/v1/accounts/" + account, json("{'plan':'business'}")).is(200);
    Issued key = Customers.whole(operator, admin, "");
    assertThat(key.api().app("GET", "/v1/zones/a")).isEqualTo(200);
    operator.patch("/v1/accounts/" + account, json("{'plan':'home'}")).is(200);
    assertThat(key.api().app("GET", "/v1/zones/a")).isEqualTo(403);
  }

  @Test
  void SCOUTDNS_2_theSubscriptionSaysHowManyTokensThereAre() {
    String account = subscriber("business");
    String admin = Customers.member(operator, account, "admin");
    Issued first = Customers.whole(operator, admin, "");
    for (int i = 0; i < 3; i++) {
      Customers.whole(first.api(), admin, "");
    }
    String body = json("{'name':'n','owner_scopes':true}");
    first.api().post(token(admin), body).is(403, "plan-forbids");
    operator.patch("/v1/accounts/" + account, json("{'plan':'enterprise'}")).is(200);
    first.api().post(token(admin), body).is(201);
  }

  @Test
  void SCOUTDNS_3_adminsCopyATokenAgainRevokeItAndReissueIt() {
    String admin = Customers.member(operator, subscriber("business"), "admin");
    Issued first = Customers.whole(operator, admin, "");
    Issued key = Issued.by(first.api(), admin, "operator:call");
    assertThat(first.api().post(key.path() + "/reveal", "").is(200).data("key"))
        .isEqualTo(key.text());
    String again =
        first.api().post(key.path() + "/rotate", json("{'overlap':'PT0S'}")).is(201).data("key");
    assertThat(key.api().app("GET", "/v1/zones/a")).isEqualTo(401);
    assertThat(key.api().as(again).app("GET", "/v1/zones/a")).isEqualTo(200);
    first.api().post(key.path() + "/revoke", "").is(200);
    assertThat(key.api().as(again).app("GET", "/v1/zones/a")).isEqualTo(401);
  }

  @Test
  void SCOUTDNS_4_aTokenOpensTheOperatorApiOnly() {
    String admin = Customers.member(operator, subscriber("business"), "admin");
    Issued key = Customers.whole(operator, admin, "");
    assertThat(key.api().app("GET", "/v1/zones/a")).isEqualTo(200);
    assertThat(key.api().app("GET", "/v1/oem/customers")).isEqualTo(403);
  }

  @Test
  void SCOUTDNS_6_rolesDecideWhoMayManageTokens() {
    String account = subscriber("enterprise");
    final String head = Customers.member(operator, account, "super-admin");
    String admin = Customers.member(operator, account, "admin");
    String reader = Customers.member(operator, account, "reader");
    Issued readers = Customers.whole(operator, reader, "");
    Issued admins = Customers.whole(operator, admin, "");
    String body = json("{'name':'n','scopes':['operator:call']}");
    readers.api().get("/v1/apikeys").is(200);
    readers.api().post(token(reader), body).is(403, "insufficient-scope");
    admins.api().post(token(admin), body).is(201);
    String members = "/v1/accounts/" + account + "/members/";
    admins.api().put(members + admin, json("{'role':'super-admin'}")).is(403);
    Issued heads = Customers.whole(operator, head, "");
    heads.api().put(members + admin, json("{'role':'super-admin'}")).is(200);
    assertThat(operator.get("/v1/accounts/" + account + "/members").is(200).each("role"))
        .as("one super admin, handed over")
        .containsOnlyOnce("super-admin");
  }
}
