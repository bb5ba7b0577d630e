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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
final class BrowseIT {
  private final TestApp app;
  private final Tenant tenant;
  private final Api api;
  private final String keys;

  BrowseIT(TestApp app) {
    this.app = app;
    this.tenant = Tenant.by(app.admin());
    this.api = tenant.api();
    this.keys = "/v1/users/" + tenant.newUser("*:*") + "/apikeys";
  }

  @Test
  void twoHundredAndFiftyKeysPageWithoutLossOrRepeatInEveryOrder() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      String end = i % 3 == 0 ? "" : json(",'expires_at':'2999-01-%02dT00:00:00Z'", 1 + i % 20);
      String body = json("{'name':'same %d','scopes':['a:b']%s}", i % 7, end);
      all.add(api.post(keys, body).is(201).data("id"));
    }
    for (String sort : List.of("created_at", "name", "expires_at")) {
      List<JsonNode> up = pages(keys + "?limit=37&sort=" + sort);
      List<JsonNode> down = pages(keys + "?limit=200&sort=-" + sort);

      assertThat(ids(up)).as(sort).containsExactlyInAnyOrderElementsOf(all);
      assertThat(up).isSortedAccordingTo(Comparator.comparing(key -> order(key, sort)));
      assertThat(ids(down).stream().sorted(Comparator.comparingInt(ids(up)::indexOf)).toList())
          .isEqualTo(ids(up));
      assertThat(ids(down)).isEqualTo(reversed(ids(up)));
    }
  }

  @Test
  void aPageHoldsFiftyKeysNewestFirstWhenNothingIsAsked() {
    for (int i = 0; i < 51; i++) {
      api.post(keys, json("{'name':'%d','scopes':['a:b']}", i)).is(201);
    }
    Answer page = api.get(keys).is(200);

    assertThat(page.data()).hasSize(50);
    assertThat(page.json().path("next").isTextual()).isTrue();
    assertThat(Instant.parse(page.data().at("/0/created_at").asText()))
        .isAfterOrEqualTo(Instant.parse(page.data().at("/49/created_at").asText()));
  }

  @Test
  void anExactlyFullPageIsTheLast() {
    api.post(keys, json("{'name':'a','scopes':['a:b']}")).is(201);
    api.post(keys, json("{'name':'b','scopes':['a:b']}")).is(201);

    Answer page = api.get(keys + "?limit=2").is(200);
    assertThat(page.data()).hasSize(2);
    assertThat(page.json().path("next").isNull()).isTrue();
  }

  @Test
  void aCursorOfAnotherOrderIsRefused() {
    api.post(keys, json("{'name':'a','scopes':['a:b']}")).is(201);
    api.post(keys, json("{'name':'b','scopes':['a:b']}")).is(201);
    String next = api.get(keys + "?limit=1&sort=name").is(200).json().path("next").asText();

    api.get(keys + "?limit=1&sort=name&cursor=" + next).is(200);
    api.get(keys + "?limit=1&sort=-name&cursor=" + next).is(400, "invalid-parameter");
    api.get(keys + "?limit=1&cursor=" + next).is(400, "invalid-parameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cursor=x",
        "cursor=%7B%7D",
        "cursor=",
        "cursor=WyItY3JlYXRlZF9hdCIsIngiLCJ5Il0",
        "cursor=WyItY3JlYXRlZF9hdCIsIjEiLCJcdTAwMDAiXQ",
        "cursor=WyItY3JlYXRlZF9hdCIsMSwyXQ",
        "cursor=WyItY3JlYXRlZF9hdCIsIjEiLCIyIl0x",
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=1.0",
        "limit=",
        "limit=1&limit=2",
        "sort=owner",
        "sort=--name",
        "sort=",
        "status=Active",
        "status=",
        "environment=",
        "environment=LIVE",
        "label=",
        "q=",
        "colour=red",
        "q=%00",
        "q=%FF",
        "%6c%69mit=0"
      })
  void aWrongParameterIsRefused(String query) {
    api.get(keys + '?' + query).is(400);
    api.get("/v1/apikeys?" + query).is(400);
  }

  @Test
  void aNameCursorWithAZeroCharacterIsRefused() {
    String cursor = "WyJuYW1lIiwiXHUwMDAwIiwieCJd"; // ["name","\u0000","x"]
    api.get(keys + "?sort=name&cursor=" + cursor).is(400, "invalid-parameter");
  }

  @Test
  void statusMeansWhatTheKeyIsNow() {
    final Issued active = issue("'name':'1'");
    final Issued scheduled = issue("'name':'2','not_before':'2999-01-01T00:00:00Z'");
    final Issued disabled = issue("'name':'3'");
    api.patch(disabled.path(), json("{'enabled':false}")).is(200);
    final Issued expired = issue("'name':'4','expires_in':'PT1S'");
    final Issued revoked = issue("'name':'5','expires_in':'PT1S'");
    api.post(revoked.path() + "/revoke", "").is(200);
    Await.until(
        "the key expires",
        Duration.ofSeconds(5),
        () -> api.get(expired.path()).data("status").equals("expired"));

    assertThat(listed("status=active")).containsExactly(active.id());
    assertThat(listed("status=scheduled")).containsExactly(scheduled.id());
    assertThat(listed("status=disabled")).containsExactly(disabled.id());
    assertThat(listed("status=expired")).containsExactly(expired.id());
    assertThat(listed("status=revoked")).containsExactly(revoked.id());
    assertThat(listed("sort=name")).hasSize(5);
  }

  @Test
  void filtersNarrowTogether() {
    final Issued one = issue("'name':'One','environment':'test','labels':['ci','x']");
    final Issued two = issue("'name':'Two','environment':'live','labels':['ci']");
    issue("'name':'Three','environment':'live','labels':['other']");

    assertThat(listed("label=ci")).containsExactlyInAnyOrder(one.id(), two.id());
    assertThat(listed("label=ci&environment=live")).containsExactly(two.id());
    assertThat(listed("label=c")).isEmpty();
    assertThat(listed("label=ci&q=ONE")).containsExactly(one.id());
    assertThat(listed("environment=prod")).isEmpty();
  }

  @Test
  void searchFindsNameDescriptionAndIdInAnyCase() {
    final Issued named = issue("'name':'Terraform 100%_!'");
    final Issued described = issue("'name':'x','description':'runs terraform daily'");
    final Issued umlaut = issue("'name':'Ärger'");

    assertThat(listed("q=TERRA")).containsExactlyInAnyOrder(named.id(), described.id());
    assertThat(listed("q=" + encoded("100%_!"))).containsExactly(named.id());
    assertThat(listed("q=" + encoded("%"))).containsExactly(named.id());
    assertThat(listed("q=" + encoded("m 1_0"))).isEmpty();
    assertThat(listed("q=" + encoded("Ärg"))).containsExactly(umlaut.id());
    assertThat(listed("q=" + umlaut.id())).containsExactly(umlaut.id());
    assertThat(listed("q=" + encoded("' OR 1=1 --"))).isEmpty();
  }

  @Test
  void anAccountListsTheKeysOfAllItsUsersAndOfNobodyElse() {
    Tenant other = Tenant.by(app.admin());
    Issued mine = issue("'name':'mine'");

    assertThat(pages("/v1/apikeys?limit=200"))
        .extracting(key -> key.path("id").asText())
        .contains(mine.id(), tenant.key().id())
        .doesNotContain(other.key().id());
  }

  @Test
  void aKeyHasAnEntityTagThatEachChangeRenews() {
    Issued key = issue("'name':'a'");
    String first = api.get(key.path()).is(200).header("ETag");
    String second = api.patch(key.path(), json("{'name':'b'}")).is(200).header("ETag");

    assertThat(second).isNotEqualTo(first).isEqualTo(api.get(key.path()).header("ETag"));
  }

  @Test
  void headIsGetWithoutItsBody() {
    Issued key = issue("'name':'a'");
    Answer get = api.get(key.path()).is(200);
    Answer head = api.call("HEAD", key.path(), "").is(200);

    assertThat(head.text()).isEmpty();
    assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
  }

  @Test
  void whatCannotBeAKeyIdIsNotFound() {
    for (String id : List.of("key_short", "x", "key_0123456789a-", "0123456789ab", "key_")) {
      api.get(keys + '/' + id).is(404, "not-found");
    }
    api.get(keys + "/key_0123456789ab").is(404, "not-found");
  }

  @Test
  void aKeyIsFoundOnlyUnderItsOwnUser() {
    Issued key = issue("'name':'a'");
    String other = tenant.newUser("");

    api.get("/v1/users/" + other + "/apikeys/" + key.id()).is(404, "not-found");
  }

  @Test
  void anybodyMayKnowThemselvesAndWhatTheyMayDo() {
    String user = tenant.newUser("zones:read dns:*");
    Issued key = Issued.by(api, user, "zones:read");
    api.patch("/v1/users/" + user, json("{'scopes':['zones:read:a','dns:*']}")).is(200);

    JsonNode self = key.api().get("/v1/apikeys/self").is(200).data();
    assertThat(self.path("id").asText()).isEqualTo(key.id());
    assertThat(self.path("scopes").toString()).isEqualTo("[\"zones:read\"]");
    assertThat(self.path("effective_scopes").toString()).isEqualTo("[\"zones:read:a\"]");
    key.api().get("/v1/apikeys").is(403, "insufficient-scope");
  }

  private Issued issue(String fields) {
    String body = json("{%s,'scopes':['a:b']}", fields);
    Answer issued = api.post(keys, body).is(201);
    String user = keys.split("/")[3];
    return new Issued(user, issued.data("id"), issued.data("key"), api.as(issued.data("key")));
  }

  private List<String> listed(String query) {
    return api.get(keys + '?' + query).is(200).each("id");
  }

  private List<JsonNode> pages(String path) {
    List<JsonNode> all = new ArrayList<>();
    Answer page = api.get(path).is(200);
    page.data().forEach(all::add);
    while (page.json().path("next").isTextual()) {
      page = api.get(path + "&cursor=" + encoded(page.json().path("next").asText())).is(200);
      page.data().forEach(all::add);
    }
    return all;
  }

  private static String order(JsonNode key, String sort) {
    if (sort.equals("name")) {
      return key.path(sort).asText();
    }
    Instant never = Instant.parse("9999-12-31T23:59:59Z");
    Instant at = key.path(sort).isNull() ? never : Instant.parse(key.path(sort).asText());
    return "%020d".formatted(at.toEpochMilli());
  }

  private static List<String> ids(List<JsonNode> keys) {
    return keys.stream().map(key -> key.path("id").asText()).toList();
  }

  private static List<String> reversed(List<String> list) {
    List<String> copy = new ArrayList<>(list);
    java.util.Collections.reverse(copy);
    return copy;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
