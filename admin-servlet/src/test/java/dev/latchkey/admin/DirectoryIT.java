package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
final class DirectoryIT {
  private final TestApp app;
  private final Api operator;
  private final Tenant tenant;
  private final Api api;

  DirectoryIT(TestApp app) {
    this.app = app;
    this.operator = app.admin();
    this.tenant = Tenant.by(operator);
    this.api = tenant.api();
  }

  @Test
  void aUserIsMadeReplacedAndRead() {
    String user = "/v1/users/" + TestApp.fresh("a.b_c~d@e-");
    Answer made =
        api.put(user, json("{'name':'Ada ☃','scopes':['zones:*'],'enabled':true}")).is(201);
    assertThat(made.data("account_id")).isEqualTo(tenant.account());
    assertThat(api.get(user).is(200).data()).isEqualTo(made.data());

    Answer replaced = api.put(user, json("{'name':'Ada','scopes':[],'enabled':false}")).is(200);
    assertThat(replaced.data("created_at")).isEqualTo(made.data("created_at"));
    assertThat(replaced.data().path("scopes")).isEmpty();
    assertThat(replaced.data().path("enabled").asBoolean()).isFalse();
  }

  @Test
  void askingTwiceDoesNoHarm() {
    String user = "/v1/users/" + TestApp.fresh("user");
    String body = json("{'name':'n','scopes':['zones:*']}");
    api.put(user, body).is(201);
    long head = app.database().head();

    api.put(user, body).is(200);
    api.patch(user, json("{'name':'n'}")).is(200);
    assertThat(app.database().head()).isEqualTo(head);
  }

  @Test
  void whatIsTakenFromAUserIsTakenFromEveryKeyAtOnce() {
    String user = tenant.newUser("zones:*");
    Issued one = Issued.by(api, user, "zones:read");
    Issued two = Issued.by(api, user, "zones:*");
    assertThat(one.reads("a")).isEqualTo(200);
    assertThat(two.reads("a")).isEqualTo(200);

    Answer narrowed = api.patch("/v1/users/" + user, json("{'scopes':['zones:read:b']}")).is(200);
    assertThat(narrowed.json().at("/propagation/confirmed").asInt()).isEqualTo(1);
    assertThat(one.reads("a")).isEqualTo(403);
    assertThat(two.reads("a")).isEqualTo(403);
    assertThat(two.reads("b")).isEqualTo(200);
  }

  @Test
  void aDisabledUserHasNoKeyThatWorks() {
    String user = tenant.newUser("zones:*");
    Issued key = Issued.by(api, user, "zones:read");
    assertThat(key.reads("a")).isEqualTo(200);

    api.patch("/v1/users/" + user, json("{'enabled':false}")).is(200);
    assertThat(key.reads("a")).isNotEqualTo(200);
    api.patch("/v1/users/" + user, json("{'enabled':true}")).is(200);
    assertThat(key.reads("a")).isEqualTo(200);
  }

  @Test
  void usersPageById() {
    List<String> all = new ArrayList<>(List.of(tenant.user()));
    for (int i = 0; i < 7; i++) {
      all.add(tenant.newUser(""));
    }
    List<String> paged = new ArrayList<>();
    Answer page = api.get("/v1/users?limit=3").is(200);
    paged.addAll(page.each("id"));
    while (page.json().path("next").isTextual()) {
      page = api.get("/v1/users?limit=3&cursor=" + page.json().path("next").asText()).is(200);
      paged.addAll(page.each("id"));
    }

    assertThat(paged).containsExactlyInAnyOrderElementsOf(all).doesNotHaveDuplicates();
  }

  @Test
  void usersAreFoundByNameAndId() {
    String id = TestApp.fresh("Find.Me");
    api.put("/v1/users/" + id, json("{'name':'Grace 50%%','scopes':[]}")).is(201);

    assertThat(api.get("/v1/users?q=find.me").is(200).each("id")).containsExactly(id);
    assertThat(api.get("/v1/users?q=GRACE").is(200).each("id")).containsExactly(id);
    assertThat(api.get("/v1/users?q=%25").is(200).each("id")).containsExactly(id);
    assertThat(api.get("/v1/users?q=nobody").is(200).data()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cursor=%20", "limit=0", "q=", "x=1", "account=a/b", "cursor="})
  void aWrongParameterIsRefused(String query) {
    operator.get("/v1/users?" + query).is(400, "invalid-parameter");
  }

  @Test
  void anAccountIsMadeReplacedAndRead() {
    String account = "/v1/accounts/" + TestApp.fresh("account");
    Answer made = operator.put(account, json("{'name':'Acme'}")).is(201);
    assertThat(made.data().path("api_access").asBoolean()).isTrue();
    assertThat(operator.get(account).is(200).data()).isEqualTo(made.data());

    Answer replaced = operator.put(account, json("{'name':'B','api_access':false}")).is(200);
    assertThat(replaced.data().path("api_access").asBoolean()).isFalse();
    assertThat(replaced.data("created_at")).isEqualTo(made.data("created_at"));
    assertThat(operator.patch(account, json("{'name':'C'}")).is(200).data("name")).isEqualTo("C");
    assertThat(operator.get(account).data().path("api_access").asBoolean()).isFalse();
  }

  @Test
  void aUserStaysInTheirAccount() {
    Tenant other = Tenant.by(operator);

    operator
        .put(
            "/v1/users/" + other.user(),
            json("{'account_id':'%s','name':'n','scopes':[]}", tenant.account()))
        .is(409, "conflict");
    operator.put("/v1/users/" + other.user(), json("{'name':'n','scopes':[]}")).is(200);
    assertThat(operator.get("/v1/users/" + other.user()).data("account_id"))
        .isEqualTo(other.account());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "%C3%A4", "a:b", "a*b", "a!b"})
  void whatCannotBeANameIsNotFound(String id) {
    operator.get("/v1/users/" + id).is(404, "not-found");
    operator.get("/v1/accounts/" + id).is(404, "not-found");
    operator.put("/v1/users/" + id, json("{'name':'n','scopes':[]}")).is(404, "not-found");
    operator.put("/v1/accounts/" + id, json("{'name':'n'}")).is(400, "invalid-parameter");
    operator.get("/v1/users/" + "x".repeat(65)).is(404, "not-found");
  }

  @Test
  void everyWrongFieldOfAUserIsNamed() {
    assertThat(
            api.put(
                    "/v1/users/" + TestApp.fresh("user"),
                    json(
                        "{'name':'','scopes':['x',7],'enabled':'yes','role':1,'account_id':'a b'}"))
                .is(400, "invalid-body")
                .pointers())
        .containsExactlyInAnyOrder(
            "#/name", "#/scopes/0", "#/scopes/1", "#/enabled", "#/role", "#/account_id");
    assertThat(api.put("/v1/users/" + TestApp.fresh("user"), "{}").is(400).pointers())
        .containsExactlyInAnyOrder("#/name", "#/scopes");
  }
}
