package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API says of itself, and to calls that it does not have. */
@OnEachDatabase
final class WatchIT {
  private static final String KEYS = "/v1/users/admin/apikeys";

  private final TestApp app;
  private final Api api;

  WatchIT(TestApp app) {
    this.app = app;
    this.api = app.admin();
  }

  @Test
  void healthIsPublic() {
    assertThat(app.api().get("/v1/health").is(200).data().path("ready").asBoolean()).isTrue();
    app.api().get("/v1/health?x=1").is(400, "invalid-parameter");
    app.api().call("HEAD", "/v1/health", "").is(200);
  }

  @Test
  void theContractIsPublicAndIsTheOneOfTheseTests() throws Exception {
    Answer contract = app.api().get("/openapi.json").is(200);

    try (var file = getClass().getResourceAsStream("/dev/latchkey/admin/openapi.json")) {
      assertThat(contract.text())
          .isEqualTo(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
    app.api().get("/openapi.json?x=1").is(400, "invalid-parameter");
  }

  @Test
  void theNodeOfThisAppIsListedAndLive() {
    JsonNode nodes = api.get("/v1/nodes").is(200).data();

    assertThat(nodes).hasSize(1);
    assertThat(nodes.get(0).path("live").asBoolean()).isTrue();
    assertThat(nodes.get(0).path("lease_seconds").asInt()).isEqualTo(60);
  }

  @Test
  void leaseAndGraceAreToldToTheMillisecond() {
    app.database()
        .update(
            "INSERT INTO latchkey_node (id, name, entry, lease_ms, grace_ms, beat_at)"
                + " VALUES ('fine', 'a-fine-node', 0, 2500, 1, 0)");
    JsonNode fine = api.get("/v1/nodes").is(200).data().get(0);
    app.database().update("DELETE FROM latchkey_node WHERE id = 'fine'");

    assertThat(fine.path("name").asText()).isEqualTo("a-fine-node");
    assertThat(fine.path("lease_seconds").asText()).isEqualTo("2.5");
    assertThat(fine.path("grace_seconds").asText()).isEqualTo("0.001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        KEYS,
        "/v1/apikeys",
        "/v1/apikeys/self",
        "/v1/users",
        "/v1/users/admin",
        "/v1/accounts/main",
        "/v1/audit",
        "/v1/audit/verify",
        "/v1/nodes"
      })
  void nothingElseIsToldWithoutAKey(String path) {
    app.api().get(path).is(401, "unauthenticated");
    app.api().as("latchkey_live_" + "x".repeat(56)).get(path).is(401, "invalid-token");
    app.api().as("something").get(path).is(401);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/users/admin",
    "DELETE, /v1/users/admin",
    "PUT, /v1/users",
    "POST, /v1/apikeys",
    "PUT, /v1/users/admin/apikeys",
    "PUT, /v1/users/admin/apikeys/key_0123456789ab",
    "GET, /v1/users/admin/apikeys/key_0123456789ab/revoke",
    "GET, /v1/users/admin/apikeys/key_0123456789ab/rotate",
    "GET, /v1/users/admin/apikeys/key_0123456789ab/secrets/1",
    "DELETE, /v1/accounts/main",
    "POST, /v1/audit",
    "DELETE, /v1/nodes",
    "PATCH, /v1/health",
    "PUT, /openapi.json"
  })
  void aMethodThatAPathLacksIsAnsweredWithThoseThatItHas(String method, String path) {
    api.call(method, path, "{}").is(405, "method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/",
        "/v1/apikeys/",
        "/v1/keys",
        "/v2/apikeys",
        "/v1/users/admin/",
        "/v1/users/admin/apikeys/key_0123456789ab/hide",
        "/openapi.yaml",
        "/V1/users"
      })
  void aPathThatIsNotThereIsNotFound(String path) {
    api.get(path).is(404, "not-found");
    api.post(path, "{}").is(404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "application/x-www-form-urlencoded", "text/json"})
  void aBodyOfAnotherTypeIsRefused(String type) {
    byte[] body = json("{'name':'n','scopes':['a:b']}").getBytes(StandardCharsets.UTF_8);

    api.call("POST", KEYS, body, type).is(415, "unsupported-media-type");
    api.call("PUT", "/v1/users/admin", body, type).is(415, "unsupported-media-type");
  }

  @Test
  void theTypeMayHaveParametersAndCapitals() {
    byte[] body = json("{'name':'n','scopes':['a:b']}").getBytes(StandardCharsets.UTF_8);

    api.call("POST", KEYS, body, "Application/JSON; charset=UTF-8").is(201);
  }

  @Test
  void aBodyHasAtMost64KiB() {
    String fits = "{\"name\":\"n\",\"scopes\":[\"a:b\"]}" + " ".repeat(64 * 1024 - 31);
    assertThat(fits.length()).isLessThanOrEqualTo(64 * 1024);
    api.post(KEYS, fits).is(201);
    api.post(KEYS, fits + " ".repeat(64)).is(413, "body-too-large");
    api.patch("/v1/users/admin", "x".repeat(1_000_000)).is(413, "body-too-large");
  }

  @Test
  void aBodyThatNobodyAskedForIsNotRead() {
    String large = "x".repeat(100_000);
    for (String path : List.of("/v1/apikeys", KEYS, "/v1/health", "/v1/audit")) {
      assertThat(api.app("GET", "/latchkey" + path, large)).isEqualTo(200);
    }
  }

  @Test
  void headOfEveryGetIsTheSameWithoutABody() {
    for (String path :
        List.of(KEYS, "/v1/apikeys", "/v1/users", "/v1/nodes", "/openapi.json", "/v1/audit")) {
      assertThat(api.call("HEAD", path, "").is(200).text()).isEmpty();
    }
    api.call("HEAD", "/v1/users/nobody", "").is(404);
  }
}
