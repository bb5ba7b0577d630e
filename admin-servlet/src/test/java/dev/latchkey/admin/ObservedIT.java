package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.Tenant;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who would have been refused, and why: as guards that only observe told. */
@OnEachDatabase
final class ObservedIT {
  private static final String OBSERVED = "/v1/observed";

  private final TestApp app;
  private final Api api;

  ObservedIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
  }

  /** Lets another node on the same database observe; when it has stopped, it has told all. */
  private void observing(Consumer<Api> work) {
    TestDatabase observed = app.database().with("latchkey.observe = on");
    try (TestApp observing = TestApp.on(observed, TestDatabase.newFolder())) {
      work.accept(observing.api().as(app.bootstrapKey()));
    }
  }

  private List<JsonNode> lines(String route) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode line : api.get(OBSERVED + "?limit=200").is(200).data()) {
      if (line.path("route").asText().equals(route)) {
        found.add(line);
      }
    }
    return found;
  }

  @Test
  void requestsAlikeAreOneLineWithTheirNumber() {
    observing(
        node -> {
          for (int i = 0; i < 3; i++) {
            assertThat(node.anonymous().app("PUT", "/zones/secret" + i)).isEqualTo(200);
          }
        });

    JsonNode line =
        lines("/zones/{zone}/**").stream()
            .filter(l -> l.path("reason").asText().equals("no-credential"))
            .findFirst()
            .orElseThrow();
    assertThat(line.path("method").asText()).isEqualTo("PUT");
    assertThat(line.path("requests").asInt()).isEqualTo(3);
    assertThat(line.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(line.path("key_id").isNull()).isTrue();
    assertThat(api.get(OBSERVED).is(200).text()).doesNotContain("secret0");
  }

  @Test
  void aKeyThatIsKnownIsNamedAndItsTextIsNot() {
    Issued key = Issued.by(api, "admin", "other:read");
    observing(node -> assertThat(node.as(key.text()).app("GET", "/zones/a")).isEqualTo(200));

    JsonNode line =
        lines("/zones/{zone}/**").stream()
            .filter(l -> l.path("key_id").asText().equals(key.id()))
            .findFirst()
            .orElseThrow();
    assertThat(line.path("reason").asText()).isEqualTo("insufficient-scope");
    assertThat(line.path("why").asText()).isEqualTo("lacks a scope");
    assertThat(api.get(OBSERVED).is(200).text()).doesNotContain(key.text());
  }

  @Test
  void ofARouteWithoutARuleTheBeginningIsKeptWhereItIsAName() {
    observing(
        node -> {
          assertThat(node.anonymous().app("GET", "/reports/hushhush")).isEqualTo(200);
          assertThat(node.anonymous().app("GET", "/aB3xYz9")).isEqualTo(200);
        });

    assertThat(lines("no rule: /reports/…")).hasSize(1);
    assertThat(lines("no rule: /…")).hasSize(1);
    assertThat(api.get(OBSERVED).is(200).text()).doesNotContain("hushhush", "aB3xYz9");
  }

  @Test
  void whatWasLetInIsNotNoted() {
    observing(node -> assertThat(node.app("GET", "/anybody")).isEqualTo(200));

    assertThat(lines("/anybody")).isEmpty();
  }

  @Test
  void aNodeThatObservesSaysSoInItsHealth() {
    observing(
        node ->
            assertThat(node.get("/v1/health").is(200).data().path("concern").asText())
                .contains("refuses nobody"));
    assertThat(api.get("/v1/health").is(200).data().has("concern")).isFalse();
  }

  @Test
  void thePagesOfTheReportFollowEachOther() {
    observing(
        node -> {
          node.anonymous().app("GET", "/one/a");
          node.anonymous().app("GET", "/two/a");
        });

    Api reader = api;
    var first = reader.get(OBSERVED + "?limit=1").is(200);
    assertThat(first.data()).hasSize(1);
    String next = first.json().path("next").asText();
    assertThat(reader.get(OBSERVED + "?limit=1&cursor=" + next).is(200).data().get(0))
        .isNotEqualTo(first.data().get(0));
    assertThat(reader.get(OBSERVED + "?since=9999-01-01T00:00:00Z").is(200).data()).isEmpty();
    reader.get(OBSERVED + "?cursor=x").is(400, "invalid-parameter");
  }

  @Test
  void theReportIsForOperators() {
    Issued unfit = Issued.by(api, "admin", "zones:read");
    api.as(unfit.text()).get(OBSERVED).is(403);
    Tenant tenant = Tenant.by(api);
    tenant.api().get(OBSERVED).is(403);
    api.anonymous().get(OBSERVED).is(401, "unauthenticated");
  }

  @Test
  void whatIsOldIsTakenAway() {
    app.database()
        .update(
            "INSERT INTO latchkey_observed"
                + " (id, method, route, reason, why, address, requests, first_at, last_at)"
                + " VALUES ('old:1', 'GET', '/old', 'no-credential', '', '', 1, 1, 1)");

    Await.until("the old line goes", Duration.ofSeconds(30), () -> lines("/old").isEmpty());
  }
}
