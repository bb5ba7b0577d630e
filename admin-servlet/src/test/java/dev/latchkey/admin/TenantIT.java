package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import org.junit.jupiter.api.Test;

/** What belongs to another account is not there. */
@OnEachDatabase
final class TenantIT {
  private final TestApp app;
  private final Tenant mine;
  private final Tenant other;
  private final Api api;

  TenantIT(TestApp app) {
    this.app = app;
    this.mine = Tenant.by(app.admin());
    this.other = Tenant.by(app.admin());
    this.api = mine.api();
  }

  @Test
  void everyCallThatNamesSomethingOfAnotherAccountFindsNothing() {
    Issued key = Issued.by(other.api(), other.user(), "zones:read");
    long head = app.database().head();
    String user = "/v1/users/" + other.user();

    api.get(user).is(404, "not-found");
    api.patch(user, json("{'enabled':false}")).is(404, "not-found");
    api.put(user, json("{'name':'n','scopes':[]}")).is(404, "not-found");
    api.put(user, json("{'account_id':'%s','name':'n','scopes':[]}", mine.account()))
        .is(404, "not-found");
    api.get(user + "/apikeys").is(404, "not-found");
    api.post(user + "/apikeys", json("{'name':'n','scopes':['zones:read']}")).is(404, "not-found");
    api.get(key.path()).is(404, "not-found");
    api.patch(key.path(), json("{'enabled':false}")).is(404, "not-found");
    api.post(key.path() + "/rotate", "").is(404, "not-found");
    api.post(key.path() + "/revoke", "").is(404, "not-found");
    api.delete(key.path() + "/secrets/1").is(404, "not-found");
    api.delete(key.path()).is(404, "not-found");
    api.get("/v1/accounts/" + other.account()).is(404, "not-found");
    api.patch("/v1/accounts/" + other.account(), json("{'name':'x'}")).is(404, "not-found");

    assertThat(app.database().head()).isEqualTo(head);
    assertThat(key.reads("a")).isEqualTo(200);
  }

  @Test
  void aKeyOfAnotherAccountIsNotUnderOnesOwnUserEither() {
    Issued key = Issued.by(other.api(), other.user(), "zones:read");
    String path = "/v1/users/" + mine.user() + "/apikeys/" + key.id();

    api.get(path).is(404, "not-found");
    api.post(path + "/revoke", "").is(404, "not-found");
    api.delete(path).is(404, "not-found");
    assertThat(key.reads("a")).isEqualTo(200);
  }

  @Test
  void whatIsThereAndWhatIsNotGiveTheSameWords() {
    String there = api.get("/v1/users/" + other.user()).is(404).text();
    String nowhere = api.get("/v1/users/nobody").is(404).text();

    assertThat(there.replace(other.user(), "nobody")).isEqualTo(nowhere);
  }

  @Test
  void nobodyMakesAUserInAnotherAccount() {
    String id = TestApp.fresh("user");
    api.put("/v1/users/" + id, json("{'account_id':'%s','name':'n','scopes':[]}", other.account()))
        .is(404, "not-found");
    api.put("/v1/users/" + id, json("{'account_id':'main','name':'n','scopes':[]}"))
        .is(404, "not-found");
    api.put("/v1/users/" + id, json("{'account_id':'nowhere','name':'n','scopes':[]}"))
        .is(404, "not-found");
    api.get("/v1/users/" + id).is(404);
  }

  @Test
  void listsShowOnlyOnesOwn() {
    assertThat(api.get("/v1/users?limit=200").is(200).each("account_id"))
        .isNotEmpty()
        .containsOnly(mine.account());
    assertThat(api.get("/v1/apikeys?limit=200").is(200).each("account_id"))
        .isNotEmpty()
        .containsOnly(mine.account());
    assertThat(api.get("/v1/audit?limit=200").is(200).each("account_id"))
        .isNotEmpty()
        .containsOnly(mine.account());
    assertThat(api.get("/v1/audit?key=" + other.key().id()).is(200).data()).isEmpty();
    assertThat(api.get("/v1/audit?user=" + other.user()).is(200).data()).isEmpty();
    assertThat(api.get("/v1/audit?actor=" + other.key().id()).is(200).data()).isEmpty();
  }

  @Test
  void someCallsAreForOperatorsAlone() {
    api.get("/v1/users?account=" + other.account()).is(403, "operators-only");
    api.get("/v1/audit?account=" + other.account()).is(403, "operators-only");
    api.get("/v1/audit/verify").is(403, "operators-only");
    api.get("/v1/nodes").is(403, "operators-only");
    api.put("/v1/accounts/" + TestApp.fresh("account"), json("{'name':'x'}"))
        .is(403, "operators-only");
    api.put("/v1/accounts/" + mine.account(), json("{'name':'x'}")).is(403, "operators-only");
    api.put("/v1/accounts/" + other.account(), json("{'name':'x'}")).is(403, "operators-only");
    api.patch("/v1/accounts/" + mine.account(), json("{'api_access':false}"))
        .is(403, "operators-only");
    api.patch("/v1/accounts/" + mine.account(), json("{'name':'x','api_access':true}")).is(200);
  }

  @Test
  void operatorsReachEveryAccount() {
    Api operator = app.admin();

    assertThat(operator.get("/v1/users?account=" + other.account()).is(200).each("id"))
        .containsExactly(other.user());
    assertThat(operator.get("/v1/audit?account=" + other.account()).is(200).each("account_id"))
        .containsOnly(other.account());
    operator.get(other.key().path()).is(200);
    operator.post(other.key().path() + "/revoke", "").is(200);
    other.api().get("/v1/apikeys/self").is(401);
  }

  @Test
  void anAccountWithoutAccessIsRefusedAsAWholeAndComesBack() {
    Issued key = Issued.by(other.api(), other.user(), "zones:read");
    assertThat(key.reads("a")).isEqualTo(200);
    Api operator = app.admin();

    operator.patch("/v1/accounts/" + other.account(), json("{'api_access':false}")).is(200);
    assertThat(key.reads("a")).isEqualTo(403);
    other.api().get("/v1/apikeys").is(403, "no-api-access");
    operator.patch("/v1/accounts/" + other.account(), json("{'api_access':true}")).is(200);
    assertThat(key.reads("a")).isEqualTo(200);
  }
}
