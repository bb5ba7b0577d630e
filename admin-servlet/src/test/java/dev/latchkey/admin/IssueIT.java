package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class IssueIT {
  private static final String KEYS = "/v1/users/admin/apikeys";
  private static final String ALL_FIELDS =
      """
      {"name": "Terraform ☃ 😀", "description": "Applies\\nzones.", "environment": "test",
       "labels": ["ci", "terraform"], "scopes": ["zones:read:example.org", "records:*"],
       "not_before": "2026-01-01T00:00:00Z", "expires_at": "2999-12-31T23:59:59.125Z",
       "allowed_ips": ["127.0.0.0/8", "2001:db8:7::/48"],
       "metadata": {"team": {"id": 7, "rate": 1.50}, "none": null}}
      """;

  private final TestApp app;
  private final Api admin;

  IssueIT(TestApp app) {
    this.app = app;
    this.admin = app.admin();
  }

  @Test
  void aKeyHasAllThatWasAskedForAndWorksAtOnce() {
    Answer issued = admin.post(KEYS, ALL_FIELDS).is(201);
    JsonNode key = issued.data();

    assertThat(key.path("name").asText()).isEqualTo("Terraform ☃ 😀");
    assertThat(key.path("description").asText()).isEqualTo("Applies\nzones.");
    assertThat(key.path("key").asText()).matches("latchkey_test_[A-Za-z0-9]{56}");
    assertThat(key.path("redacted").asText())
        .isEqualTo("latchkey_test_" + key.path("id").asText().substring(4) + "…");
    assertThat(key.path("labels").toString()).isEqualTo("[\"ci\",\"terraform\"]");
    assertThat(key.path("scopes").toString())
        .isEqualTo("[\"zones:read:example.org\",\"records:*\"]");
    assertThat(key.path("not_before").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(key.path("expires_at").asText()).isEqualTo("2999-12-31T23:59:59.125Z");
    assertThat(key.path("allowed_ips").toString())
        .isEqualTo("[\"127.0.0.0/8\",\"2001:db8:7:0:0:0:0:0/48\"]");
    assertThat(key.path("metadata").toString())
        .isEqualTo("{\"team\":{\"id\":7,\"rate\":1.50},\"none\":null}");
    assertThat(key.path("status").asText()).isEqualTo("active");
    assertThat(key.path("account_id").asText()).isEqualTo("main");
    assertThat(key.path("user_id").asText()).isEqualTo("admin");
    assertThat(key.path("created_by").asText()).isEqualTo(admin.get("/v1/apikeys/self").data("id"));
    assertThat(key.path("secrets")).hasSize(1);
    assertThat(issued.header("Location")).isEqualTo("/latchkey" + KEYS + '/' + issued.data("id"));

    Api mine = app.api().as(issued.data("key"));
    assertThat(mine.app("GET", "/zones/example.org")).isEqualTo(200);
    assertThat(mine.app("GET", "/zones/example.com")).isEqualTo(403);
  }

  @Test
  void theLocationLeadsToTheKeyWithoutItsText() {
    Answer issued = admin.post(KEYS, ALL_FIELDS).is(201);
    Answer read = admin.get(issued.header("Location").substring("/latchkey".length())).is(200);

    com.fasterxml.jackson.databind.node.ObjectNode expected = issued.data().deepCopy();
    expected.remove("key");
    assertThat(read.data()).isEqualTo(expected);
  }

  @Test
  void whatIsNotSaidHasSensibleDefaults() {
    JsonNode key = admin.post(KEYS, "{\"name\":\"n\",\"scopes\":[\"zones:read\"]}").is(201).data();

    assertThat(key.path("environment").asText()).isEqualTo("live");
    assertThat(key.path("key").asText()).startsWith("latchkey_live_");
    assertThat(key.path("description").asText()).isEmpty();
    assertThat(key.path("labels")).isEmpty();
    assertThat(key.path("allowed_ips")).isEmpty();
    assertThat(key.path("metadata").toString()).isEqualTo("{}");
    assertThat(key.path("not_before").isNull()).isTrue();
    assertThat(key.path("expires_at").isNull()).isTrue();
    assertThat(key.path("enabled").asBoolean()).isTrue();
  }

  @Test
  void aLifetimeCountsFromNow() {
    Answer issued =
        admin.post(KEYS, "{\"name\":\"n\",\"scopes\":[\"a:b\"],\"expires_in\":\"P1DT2H3M4S\"}");

    Instant created = Instant.parse(issued.is(201).data("created_at"));
    assertThat(Instant.parse(issued.data("expires_at")))
        .isEqualTo(created.plus(Duration.parse("P1DT2H3M4S")));
  }

  @Test
  void aKeyWithAStartInTheFutureIsScheduledAndDoesNotWorkYet() {
    Answer issued =
        admin.post(
            KEYS,
            "{\"name\":\"n\",\"scopes\":[\"zones:read\"],\"not_before\":\"2999-01-01T00:00:00Z\"}");

    assertThat(issued.is(201).data("status")).isEqualTo("scheduled");
    assertThat(app.api().as(issued.data("key")).app("GET", "/zones/a")).isEqualTo(401);
  }

  @Test
  void aScopeThatIsGivenTwiceCountsOnce() {
    Answer issued = admin.post(KEYS, "{\"name\":\"n\",\"scopes\":[\"a:b\",\"c:d\",\"a:b\"]}");

    assertThat(issued.is(201).data().path("scopes").toString()).isEqualTo("[\"a:b\",\"c:d\"]");
  }

  @Test
  void oneMayWaitForTheNodes() {
    Answer issued = admin.post(KEYS + "?wait=PT10S", ALL_FIELDS).is(201);

    JsonNode propagation = issued.json().path("propagation");
    assertThat(propagation.path("nodes").asInt()).isEqualTo(1);
    assertThat(propagation.path("confirmed").asInt()).isEqualTo(1);
  }

  @Test
  void aUserThatIsNotThereCannotGetAKey() {
    admin.post("/v1/users/nobody/apikeys", ALL_FIELDS).is(404, "not-found");
  }

  @Test
  void theTextIsNowhereAfterTheFirstAnswer() throws IOException {
    Answer issued =
        admin
            .with("Idempotency-Key", "theTextIsNowhere" + TestApp.fresh("0123456789"))
            .post(KEYS, ALL_FIELDS)
            .is(201);
    String text = issued.data("key");
    String secret = text.substring(text.length() - 44, text.length() - 12);
    String one = KEYS + '/' + issued.data("id");
    Api mine = app.api().as(text);
    mine.app("GET", "/zones/example.com");
    mine.app("PUT", "/zones/example.org");

    Stream.of(one, KEYS + "?limit=200", "/v1/apikeys?limit=200", "/v1/audit?limit=200")
        .forEach(path -> assertThat(admin.get(path).is(200).text()).doesNotContain(secret));
    assertThat(mine.get("/v1/apikeys/self").is(200).text()).doesNotContain(secret);
    assertThat(admin.patch(one, "{\"name\":\"other\"}").is(200).text()).doesNotContain(secret);
    assertThat(admin.post(one + "/revoke", "").is(200).text()).doesNotContain(secret);
    mine.app("GET", "/zones/example.org");
    assertThat(admin.delete(one).is(200).text()).doesNotContain(secret);
    assertThat(Files.readString(Path.of("target/tests.log"))).doesNotContain(secret);
    assertThat(everythingStored()).contains(issued.data("id").substring(4)).doesNotContain(secret);
  }

  /** What whoever steals the database gets to read. */
  private String everythingStored() throws IOException {
    if (!app.database().isSqlite()) {
      StringBuilder all = new StringBuilder();
      app.database()
          .texts("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
          .forEach(
              table ->
                  app.database()
                      .texts("SELECT CAST(t.* AS TEXT) FROM " + table + " t")
                      .forEach(all::append));
      return all.toString();
    }
    StringBuilder all = new StringBuilder();
    for (String suffix : new String[] {"", "-wal", "-shm"}) {
      Path file = Path.of(app.database().file() + suffix);
      if (Files.exists(file)) {
        all.append(
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
