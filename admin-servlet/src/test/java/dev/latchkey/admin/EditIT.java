package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
final class EditIT {
  private final TestApp app;
  private final Tenant tenant;
  private final Api api;
  private final Issued key;

  EditIT(TestApp app) {
    this.app = app;
    this.tenant = Tenant.by(app.admin());
    this.api = app.admin();
    this.key = Issued.by(api, tenant.user(), "zones:read zones:write");
  }

  @Test
  void eachFieldChangesAloneAndTheOthersStay() {
    JsonNode before = api.get(key.path()).data();
    changes("name", "'New name ☃'");
    changes("description", "'Two\\nlines'");
    changes("labels", "['b','a']");
    changes("scopes", "['zones:read:a','zones:write']");
    changes("not_before", "'2020-01-01T00:00:00Z'");
    changes("expires_at", "'2999-01-01T00:00:00.5Z'", "'2999-01-01T00:00:00.500Z'");
    changes("allowed_ips", "['127.0.0.1']", "['127.0.0.1/32']");
    changes("metadata", "{'a':{'b':[1,2.50,null]}}");
    changes("enabled", "false");
    JsonNode after = api.get(key.path()).data();
    assertThat(after.path("secrets")).isEqualTo(before.path("secrets"));
    assertThat(after.path("created_at")).isEqualTo(before.path("created_at"));
    assertThat(after.path("status").asText()).isEqualTo("disabled");
  }

  @Test
  void nullTakesDatesAwayAndAnEmptyListEmpties() {
    api.patch(
            key.path(),
            json(
                "{'not_before':'2020-01-01T00:00:00Z','expires_at':'2999-01-01T00:00:00Z',"
                    + "'labels':['a'],'allowed_ips':['10.0.0.0/8']}"))
        .is(200);
    assertThat(key.reads("a")).isEqualTo(401);

    JsonNode edited =
        api.patch(
                key.path(),
                json("{'not_before':null,'expires_at':null,'labels':[],'allowed_ips':[]}"))
            .is(200)
            .data();
    assertThat(edited.path("not_before").isNull()).isTrue();
    assertThat(edited.path("expires_at").isNull()).isTrue();
    assertThat(edited.path("labels")).isEmpty();
    assertThat(edited.path("allowed_ips")).isEmpty();
    assertThat(key.reads("a")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"name", "description", "labels", "scopes", "enabled", "allowed_ips", "metadata"})
  void nullIsNoValueForAnythingElse(String field) {
    Answer refused = api.patch(key.path(), json("{'%s':null}", field)).is(400, "invalid-body");

    assertThat(refused.pointers()).containsExactly("#/" + field);
  }

  @Test
  void whatIsNarrowedStopsAtOnce() {
    assertThat(key.reads("a")).isEqualTo(200);
    Answer edited = api.patch(key.path(), json("{'scopes':['zones:write']}")).is(200);

    assertThat(edited.json().path("propagation").path("confirmed").asInt()).isEqualTo(1);
    assertThat(key.reads("a")).isEqualTo(403);
  }

  @Test
  void aDisabledKeyStopsAtOnceAndComesBack() {
    assertThat(key.reads("a")).isEqualTo(200);
    api.patch(key.path(), json("{'enabled':false}")).is(200);
    assertThat(key.reads("a")).isEqualTo(401);
    api.patch(key.path(), json("{'enabled':true}")).is(200);
    assertThat(key.reads("a")).isEqualTo(200);
  }

  @Test
  void aChangeThatChangesNothingWritesNothing() {
    Answer before = api.get(key.path());
    long head = app.database().head();
    Answer edited =
        api.patch(key.path(), json("{'name':'%s','enabled':true}", before.data("name"))).is(200);

    assertThat(edited.header("ETag")).isEqualTo(before.header("ETag"));
    assertThat(app.database().head()).isEqualTo(head);
  }

  @Test
  void aConditionThatHoldsLetsTheChangeThrough() {
    String tag = api.get(key.path()).header("ETag");

    api.with("If-Match", tag).patch(key.path(), json("{'name':'b'}")).is(200);
    api.with("If-Match", "*").patch(key.path(), json("{'name':'c'}")).is(200);
    String now = api.get(key.path()).header("ETag");
    api.with("If-Match", "\"x\", " + now).patch(key.path(), json("{'name':'d'}")).is(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"999\"", "W/\"1\"", "1", "\"\"", "\"0\", \"7\""})
  void aConditionThatDoesNotHoldChangesNothing(String tag) {
    long head = app.database().head();
    api.with("If-Match", tag)
        .patch(key.path(), json("{'name':'b'}"))
        .is(412, "precondition-failed");

    assertThat(app.database().head()).isEqualTo(head);
  }

  @Test
  void ofARevokedKeyOnlyWordsChange() {
    api.post(key.path() + "/revoke", "").is(200);

    api.patch(key.path(), json("{'name':'b','metadata':{},'labels':[],'description':''}")).is(200);
    for (String change :
        new String[] {
          "'enabled':false",
          "'scopes':['zones:read']",
          "'expires_at':null",
          "'not_before':null",
          "'allowed_ips':['10.0.0.1']",
          "'name':'c','expires_at':'2999-01-01T00:00:00Z'"
        }) {
      api.patch(key.path(), json("{%s}", change)).is(409, "conflict");
    }
    assertThat(key.reads("a")).isEqualTo(401);
  }

  @Test
  void anExpiredKeyCannotComeBack() {
    Issued short1 = Issued.by(api, tenant.user(), "zones:read", "'expires_in':'PT1S'");
    assertThat(short1.reads("a")).isEqualTo(200);
    Await.until("it expires", Duration.ofSeconds(5), () -> short1.reads("a") == 401);

    api.patch(short1.path(), json("{'expires_at':null}")).is(409, "conflict");
    api.patch(short1.path(), json("{'expires_at':'2999-01-01T00:00:00Z'}")).is(409, "conflict");
    api.post(short1.path() + "/rotate", "").is(409, "conflict");
    api.patch(short1.path(), json("{'name':'old'}")).is(200);
    assertThat(short1.reads("a")).isEqualTo(401);
  }

  @Test
  void datesMustMakeSense() {
    assertThat(
            api.patch(key.path(), json("{'expires_at':'2020-01-01T00:00:00Z'}")).is(400).pointers())
        .containsExactly("#/expires_at");
    assertThat(
            api.patch(
                    key.path(),
                    json(
                        "{'not_before':'2999-01-01T00:00:00Z',"
                            + "'expires_at':'2998-01-01T00:00:00Z'}"))
                .is(400)
                .pointers())
        .containsExactly("#/expires_at");
  }

  @Test
  void aKeyCannotGetAScopeThatItsOwnerLacks() {
    String user = tenant.newUser("zones:read");
    Issued small = Issued.by(tenant.api(), user, "zones:read");

    Answer refused = api.patch(small.path(), json("{'scopes':['zones:read','dns:read']}")).is(400);
    assertThat(refused.pointers()).containsExactly("#/scopes/1");
  }

  @Test
  void nothingToChangeIsSaidSo() {
    api.patch(key.path(), "{}").is(400, "invalid-body");
    api.patch(key.path(), json("{'key':'x','id':'y'}")).is(400, "invalid-body");
  }

  private void changes(String field, String value) {
    changes(field, value, value);
  }

  private void changes(String field, String value, String shown) {
    JsonNode before = api.get(key.path()).data();
    JsonNode after = api.patch(key.path(), json("{'%s':%s}", field, value)).is(200).data();
    assertThat(after.path(field).toString()).isEqualTo(json("%s", shown));
    before
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(field) && !name.equals("status")) {
                assertThat(after.path(name)).as(name).isEqualTo(before.path(name));
              }
            });
    assertThat(api.get(key.path()).data()).isEqualTo(after);
  }
}
