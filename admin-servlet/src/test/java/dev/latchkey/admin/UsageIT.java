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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How keys are used, from the request to the answer. */
@OnEachDatabase(settings = "latchkey.proxies = 127.0.0.1")
final class UsageIT {
  private final TestApp app;
  private final Tenant tenant;
  private final Api api;

  UsageIT(TestApp app) {
    this.app = app;
    this.tenant = Tenant.by(app.admin());
    this.api = tenant.api();
  }

  private Issued issue(String scopes) {
    return Issued.by(api, tenant.user(), scopes);
  }

  private JsonNode usage(Issued key, String query) {
    return api.get(key.path() + "/usage" + query).is(200).data();
  }

  private JsonNode usage(Issued key) {
    return usage(key, "");
  }

  private static int reads(Api from, String address) {
    return from.with("Forwarded", "for=" + address)
        .with("User-Agent", "curl/8.5.0")
        .app("GET", "/zones/a");
  }

  @Test
  void aKeyShowsHowItWasUsed() {
    Issued key = issue("zones:read zones:write records:read");
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < 3; i++) {
      assertThat(reads(key.api(), "192.0.2.7")).isEqualTo(200);
    }
    assertThat(key.api().app("DELETE", "/zones/a")).isEqualTo(403);
    app.tellUsage();

    JsonNode usage = usage(key);
    assertThat(usage.at("/totals/requests").asInt()).isEqualTo(4);
    assertThat(usage.at("/totals/refused").asInt()).isEqualTo(1);
    assertThat(usage.at("/totals/outcomes").toString())
        .isEqualTo(
            json("[{'outcome':'allowed','requests':3},{'outcome':'unlisted','requests':1}]"));
    assertThat(usage.at("/hours")).hasSizeBetween(1, 2);
    assertThat(usage.at("/scopes/0/requests").asInt()).isEqualTo(3);
    assertThat(usage.at("/scopes/1/last_used_at").isNull()).isTrue();
    assertThat(usage.path("never_used_scopes").toString())
        .isEqualTo(json("['zones:write','records:read']"));
    assertThat(Instant.parse(usage.at("/secrets/0/last_used_at").asText()))
        .isBetween(before, Instant.now());
    assertThat(usage.at("/secrets/0/addresses")).hasSize(2);
    assertThat(usage.at("/secrets/0/safe_to_retire").isNull()).isTrue();
    assertThat(usage.path("current").asBoolean()).isTrue();
  }

  @Test
  void theKeyItselfSaysWhenEachSecretWasUsedLast() {
    Issued key = issue("zones:read");
    JsonNode fresh = api.get(key.path()).is(200).data();
    assertThat(fresh.path("last_used_at").isNull()).isTrue();
    assertThat(fresh.at("/secrets/0/last_used_at").isNull()).isTrue();

    reads(key.api(), "192.0.2.7");
    app.tellUsage();
    JsonNode used = api.get(key.path()).is(200).data();
    assertThat(used.path("last_used_at")).isEqualTo(used.at("/secrets/0/last_used_at"));
    assertThat(used.at("/secrets/0/last_used_from").asText()).isEqualTo("192.0.2.7");
    assertThat(used.at("/secrets/0/last_used_by").asText()).isEqualTo("curl");
    assertThat(api.get("/v1/apikeys/self").is(200).data().path("last_used_at").isTextual())
        .isTrue();
  }

  @Test
  void aTokenThatNamesAKeyAndProvesNothingCountsForNone() {
    Issued key = issue("zones:read");
    Issued other = issue("zones:read");
    app.tellUsage();
    Instant from = Instant.now();
    long before = unproven(from);
    int middle = key.text().length() - 20;
    String forged = key.text().substring(0, middle) + other.text().substring(middle);
    assertThat(key.reads(forged, "a")).isEqualTo(401);
    app.tellUsage();

    assertThat(usage(key).at("/totals/requests").asInt()).isZero();
    assertThat(unproven(from)).isEqualTo(before + 1);
  }

  private long unproven(Instant now) {
    JsonNode hours =
        app.admin().get("/v1/usage/unproven?from=" + now.minusSeconds(1)).is(200).data();
    long sum = 0;
    for (JsonNode hour : hours) {
      for (JsonNode outcome : hour.path("outcomes")) {
        sum +=
            outcome.path("outcome").asText().equals("unproven")
                ? outcome.path("requests").asLong()
                : 0;
      }
    }
    return sum;
  }

  @Test
  void anExpiredOrDisabledKeyThatIsStillSentIsInUse() {
    Issued key = issue("zones:read");
    api.patch(key.path(), json("{'enabled':false}")).is(200);
    assertThat(key.reads("a")).isEqualTo(401);
    app.tellUsage();

    assertThat(usage(key).at("/totals/outcomes/0/outcome").asText()).isEqualTo("disabled");
    assertThat(api.get(key.path()).is(200).data().path("last_used_at").isTextual()).isTrue();
  }

  @Test
  void whoStillUsesTheOldSecretIsSeenUntilItIsSafeToRetire() {
    Issued key = issue("zones:read");
    reads(key.api(), "192.0.2.7");
    String fresh = api.post(key.path() + "/rotate", json("{'overlap':'P30D'}")).data("key");
    app.tellUsage();
    assertThat(old(usage(key)).path("safe_to_retire").asBoolean()).isFalse();
    assertThat(old(usage(key)).path("reason").asText()).isEqualTo("nobody has used secret 2 yet");

    reads(api.as(fresh), "192.0.2.8");
    app.tellUsage();
    JsonNode busy = usage(key);
    assertThat(old(busy).path("safe_to_retire").asBoolean()).isFalse();
    assertThat(old(busy).path("reason").asText()).contains("last used at", "from 192.0.2.7");
    assertThat(old(busy).at("/addresses/0/address").asText()).isEqualTo("192.0.2.7");
    assertThat(busy.at("/secrets/1/addresses/0/address").asText()).isEqualTo("192.0.2.8");
    assertThat(busy.at("/secrets/1/safe_to_retire").isNull()).isTrue();

    JsonNode quiet = usage(key, "?quiet=PT0S");
    assertThat(old(quiet).path("safe_to_retire").asBoolean()).isTrue();
    assertThat(old(quiet).path("reason").asText()).startsWith("nobody has used it since");

    api.delete(key.path() + "/secrets/1").is(200);
    assertThat(old(usage(key)).path("safe_to_retire").isNull()).isTrue();
  }

  @Test
  void nothingIsSafeWhileANodeThatServesIsSilent() {
    Issued key = issue("zones:read");
    String fresh = api.post(key.path() + "/rotate", json("{'overlap':'P30D'}")).data("key");
    reads(api.as(fresh), "192.0.2.8");
    app.tellUsage();
    assertThat(old(usage(key, "?quiet=PT0S")).path("safe_to_retire").asBoolean()).isTrue();

    long later = Instant.now().plus(Duration.ofMinutes(5)).toEpochMilli();
    app.database()
        .update(
            "INSERT INTO latchkey_node (id, name, entry, lease_ms, beat_at)"
                + " VALUES ('mute', 'the mute one', 0, 1, "
                + later
                + ")");
    try {
      JsonNode usage = usage(key, "?quiet=PT0S");
      assertThat(usage.path("current").asBoolean()).isFalse();
      assertThat(usage.path("silent_nodes").toString()).isEqualTo(json("['the mute one']"));
      assertThat(old(usage).path("safe_to_retire").asBoolean()).isFalse();
      assertThat(old(usage).path("reason").asText()).contains("the mute one");
    } finally {
      app.database().update("DELETE FROM latchkey_node WHERE id = 'mute'");
    }
  }

  private static JsonNode old(JsonNode usage) {
    return usage.at("/secrets/0");
  }

  @Test
  void keysAreListedByTheirLastUse() {
    String keys = "/v1/users/" + tenant.newUser("*:*") + "/apikeys";
    List<Issued> made = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      made.add(Issued.by(api, keys.split("/")[3], "zones:read"));
    }
    long base = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 3; i++) {
      app.database()
          .update(
              "INSERT INTO latchkey_use_secret (key_id, ordinal, first_at, last_at)"
                  + " VALUES ('%s', 1, 1, %d)".formatted(bare(made.get(i)), base + i * 1000L));
    }

    assertThat(ids(keys + "?sort=-last_used_at")).containsExactly(id(made, 2, 1, 0, 3));
    assertThat(ids(keys + "?sort=last_used_at")).containsExactly(id(made, 3, 0, 1, 2));
    assertThat(pages(keys + "?sort=-last_used_at&limit=1")).containsExactly(id(made, 2, 1, 0, 3));
    assertThat(ids(keys + "?never_used=true")).containsExactly(id(made, 3));
    assertThat(ids(keys + "?never_used=false&sort=last_used_at"))
        .containsExactly(id(made, 0, 1, 2));
    assertThat(ids(keys + "?unused_since=2026-01-01T00:00:01Z&sort=last_used_at"))
        .containsExactly(id(made, 3, 0));
  }

  private List<String> ids(String path) {
    return api.get(path).is(200).each("id");
  }

  private List<String> pages(String path) {
    List<String> all = new ArrayList<>();
    String cursor = "";
    while (cursor.isEmpty() || !cursor.equals("&cursor=null")) {
      Answer page = api.get(path + cursor).is(200);
      all.addAll(page.each("id"));
      cursor = "&cursor=" + page.json().path("next").asText();
    }
    return all;
  }

  private static String[] id(List<Issued> made, int... which) {
    return Arrays.stream(which).mapToObj(i -> made.get(i).id()).toArray(String[]::new);
  }

  private static String bare(Issued key) {
    return key.id().substring("key_".length());
  }

  @Test
  void theLogIsFilteredAndPaged() {
    Issued key = issue("zones:read");
    Issued other = issue("zones:read");
    String insert =
        "INSERT INTO latchkey_use_hour (key_id, hour, outcome, requests) VALUES ('%s', %d, '%s', %d)";
    long base = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 5; i++) {
      long hour = base + i * 3_600_000L;
      app.database().update(insert.formatted(bare(key), hour, "allowed", i + 1));
      app.database().update(insert.formatted(bare(other), hour, "expired", 1));
    }
    app.database()
        .update(
            "INSERT INTO latchkey_use_address (key_id, ordinal, address, first_at, last_at)"
                + " VALUES ('%s', 1, '192.0.2.77', %d, %d)"
                    .formatted(bare(key), base + 3_700_000L, base + 7_300_000L));
    String of = "&key=" + key.id();

    assertThat(hours("?limit=200" + of)).containsExactly("04", "03", "02", "01", "00");
    assertThat(hours("?from=2026-01-01T01:30:00Z&until=2026-01-01T03:00:00Z" + of))
        .containsExactly("02", "01");
    assertThat(hours("?outcome=refused" + of)).isEmpty();
    assertThat(hours("?outcome=refused&until=2026-01-02T00:00:00Z")).hasSize(5);
    assertThat(hours("?outcome=expired&until=2026-01-02T00:00:00Z")).hasSize(5);
    assertThat(hours("?outcome=allowed&until=2026-01-02T00:00:00Z")).hasSize(5);
    assertThat(hours("?address=192.0.2.77")).containsExactly("02", "01");
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (!cursor.equals("&cursor=null")) {
      Answer page = api.get("/v1/usage?limit=3&until=2026-01-02T00:00:00Z" + cursor).is(200);
      page.data().forEach(line -> seen.add(line.path("hour").asText() + line.path("key_id")));
      cursor = "&cursor=" + page.json().path("next").asText();
    }
    assertThat(seen).hasSize(10).doesNotHaveDuplicates();
  }

  private List<String> hours(String query) {
    return api.get("/v1/usage" + query).is(200).each("hour").stream()
        .map(hour -> hour.substring(11, 13))
        .toList();
  }

  @Test
  void nobodySeesTheUsageOfAnotherAccount() {
    Issued key = issue("zones:read");
    reads(key.api(), "192.0.2.7");
    app.tellUsage();
    Tenant other = Tenant.by(app.admin());

    other.api().get(key.path() + "/usage").is(404);
    assertThat(other.api().get("/v1/usage?key=" + key.id()).is(200).data()).isEmpty();
    other.api().get("/v1/usage?account=" + tenant.account()).is(403, "operators-only");
    other.api().get("/v1/usage/unproven").is(403, "operators-only");
    assertThat(
            app.admin()
                .get("/v1/usage?account=" + tenant.account() + "&key=" + key.id())
                .is(200)
                .data())
        .hasSize(1);
    assertThat(app.admin().get("/v1/usage?key=" + key.id()).is(200).data()).isEmpty();
    app.admin().get(key.path() + "/usage").is(200);
  }

  @Test
  void readingUsageTakesItsScope() {
    Issued key = issue("apikeys:read zones:read");
    for (String path : List.of(key.path() + "/usage", "/v1/usage", "/v1/usage/unproven")) {
      key.api().get(path).is(403, "insufficient-scope");
      app.api().get(path).is(401);
    }
    issue("usage:read").api().get(key.path() + "/usage").is(200);
  }

  @Test
  void whatIsToldOfADeletedKeyIsDropped() {
    Issued key = issue("zones:read");
    reads(key.api(), "192.0.2.7");
    api.delete(key.path()).is(200);
    app.tellUsage();

    api.get(key.path() + "/usage").is(404);
    assertThat(api.get("/v1/usage?key=" + key.id()).is(200).data()).isEmpty();
  }

  @Test
  void askingAboutATokenIsNoUseOfIt() {
    Issued key = issue("zones:read");
    api.form("/v1/introspect", "token=" + key.text()).is(200);
    app.tellUsage();

    assertThat(usage(key).at("/totals/requests").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=x",
        "from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z",
        "from=2026-01-01T00:00:00Z&until=2026-03-01T00:00:00Z",
        "quiet=7",
        "colour=red"
      })
  void aWrongParameterIsRefused(String query) {
    api.get(issue("zones:read").path() + "/usage?" + query).is(400, "invalid-parameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key=x",
        "outcome=",
        "outcome=A",
        "address=here",
        "address=%00",
        "cursor=x",
        "cursor=0.aaaaaaaaaaaa",
        "cursor=99999999999.aaaaaaaaaaa",
        "limit=0",
        "account=",
        "colour=red"
      })
  void aWrongParameterOfTheLogIsRefused(String query) {
    api.get("/v1/usage?" + query).is(400, "invalid-parameter");
  }
}
