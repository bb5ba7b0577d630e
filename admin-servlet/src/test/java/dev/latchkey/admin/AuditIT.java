package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
final class AuditIT {
  private final TestApp app;
  private final Tenant tenant;
  private final Api api;

  AuditIT(TestApp app) {
    this.app = app;
    this.tenant = Tenant.by(app.admin());
    this.api = tenant.api();
  }

  @Test
  void everyChangeIsThereWithWhoAndWhatAndWithoutSecrets() {
    String user = tenant.newUser("zones:*");
    Issued key = Issued.by(api, user, "zones:read");
    api.patch(key.path(), json("{'name':'renamed','expires_at':'2999-01-01T00:00:00Z'}")).is(200);
    api.post(key.path() + "/rotate", json("{'overlap':'PT1H'}")).is(201);
    api.delete(key.path() + "/secrets/1").is(200);
    api.post(key.path() + "/revoke", json("{'reason':'done'}")).is(200);
    api.delete(key.path()).is(200);
    api.patch("/v1/users/" + user, json("{'enabled':false}")).is(200);

    Answer audit = api.get("/v1/audit?user=" + user).is(200);
    assertThat(audit.each("action"))
        .containsExactly(
            "user.change",
            "key.delete",
            "key.revoke",
            "key.end-secret",
            "key.rotate",
            "key.change",
            "key.issue",
            "user.create");
    assertThat(audit.each("actor")).containsOnly(tenant.key().id());
    assertThat(audit.each("account_id")).containsOnly(tenant.account());
    assertThat(audit.each("target").subList(1, 7)).containsOnly(key.id());
    assertThat(audit.each("target").get(0)).isEqualTo(user);
    assertThat(audit.data().at("/5/detail").toString())
        .isEqualTo(json("{'name':'renamed','expires_at':'2999-01-01T00:00:00Z'}"));
    assertThat(audit.data().at("/2/detail/reason").asText()).isEqualTo("done");
  }

  @Test
  void filtersNarrowTogether() {
    Issued one = Issued.by(api, tenant.user(), "zones:read");
    Issued two = Issued.by(api, tenant.user(), "apikeys:*");
    two.api().post(one.path() + "/revoke", "").is(200);
    String at = api.get(one.path()).data("revoked_at");

    assertThat(actions("key=" + one.id())).containsExactly("key.revoke", "key.issue");
    assertThat(actions("actor=" + two.id())).containsExactly("key.revoke");
    assertThat(actions("action=key.issue&key=" + one.id())).containsExactly("key.issue");
    assertThat(actions("key=" + one.id() + "&since=" + at)).containsExactly("key.revoke");
    assertThat(actions("key=" + one.id() + "&until=" + at)).containsExactly("key.issue");
    assertThat(actions("action=key.nothing")).isEmpty();
    assertThat(actions("key=" + one.id() + "&user=" + tenant.user())).hasSize(2);
    assertThat(actions("key=" + one.id() + "&user=nobody")).isEmpty();
  }

  @Test
  void usersWhoseNamesDifferInCaseOrMoreAreNotMixedUp() {
    String user = TestApp.fresh("mixed_");
    String upper = user.replace("mixed", "Mixed");
    String near = user.replace("_", "x");
    for (String id : List.of(user, upper, near)) {
      String name = "\\\"user_id\\\":\\\"" + user + "\\\"";
      api.put("/v1/users/" + id, json("{'name':'%s','scopes':['a:b']}", name)).is(201);
      Issued.by(api, id, "a:b");
    }
    for (String id : List.of(user, upper, near)) {
      assertThat(actions("user=" + id)).containsExactly("key.issue", "user.create");
    }
  }

  @Test
  void theJournalPagesWithoutLossOrRepeat() {
    for (int i = 0; i < 9; i++) {
      Issued.by(api, tenant.user(), "a:b");
    }
    List<Long> numbers = new ArrayList<>();
    String path = "/v1/audit?limit=4&action=key.issue";
    Answer page = api.get(path).is(200);
    page.data().forEach(entry -> numbers.add(entry.path("number").asLong()));
    while (page.json().path("next").isTextual()) {
      page = api.get(path + "&cursor=" + page.json().path("next").asText()).is(200);
      page.data().forEach(entry -> numbers.add(entry.path("number").asLong()));
    }

    assertThat(numbers).hasSize(10).doesNotHaveDuplicates();
    assertThat(numbers).isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void anOperatorReadsEverybodyFromTheFirstEntryOn() {
    Api operator = app.admin();
    List<JsonNode> all = new ArrayList<>();
    Answer page = operator.get("/v1/audit?limit=200").is(200);
    page.data().forEach(all::add);
    while (page.json().path("next").isTextual()) {
      page =
          operator.get("/v1/audit?limit=200&cursor=" + page.json().path("next").asText()).is(200);
      page.data().forEach(all::add);
    }

    assertThat(all.get(all.size() - 1).path("number").asLong()).isEqualTo(1);
    assertThat(all.get(all.size() - 1).path("action").asText()).isEqualTo("installation.start");
    assertThat(all.get(all.size() - 1).path("actor").asText()).isEqualTo("latchkey");
    assertThat(all).hasSize((int) app.database().head());
    assertThat(operator.get("/v1/audit?actor=latchkey").is(200).each("action"))
        .containsExactly("key.issue", "user.create", "account.create", "installation.start");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key=x",
        "key=0123456789ab",
        "user=a/b",
        "user=",
        "actor=",
        "action=",
        "action=A",
        "since=yesterday",
        "since=2026-01-01",
        "until=2026-01-01T00:00:00%2B01:00",
        "since=2026-01-01t00:00:00z",
        "until=2026-02-30T00:00:00Z",
        "since=1999-01-01T00:00:00Z",
        "limit=0",
        "cursor=0",
        "cursor=-1",
        "cursor=x",
        "cursor=",
        "page=2",
        "cursor=99999999999999999999",
        "actor=%00"
      })
  void aWrongParameterIsRefused(String query) {
    api.get("/v1/audit?" + query).is(400, "invalid-parameter");
  }

  private List<String> actions(String query) {
    return api.get("/v1/audit?" + query).is(200).each("action");
  }
}
