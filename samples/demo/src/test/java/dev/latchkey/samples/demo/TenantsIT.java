package dev.latchkey.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account comes from the key, and from nothing else. */
class TenantsIT {
  @TempDir static Path folder;
  private static RunningDemo demo;
  private static String ours = "";
  private static String theirs = "";

  @BeforeAll
  static void start() throws Exception {
    demo = RunningDemo.start(folder);
    put("/v1/accounts/other", "{\"name\": \"Another customer\"}");
    put(
        "/v1/users/olive",
        "{\"name\": \"Olive\", \"account_id\": \"other\", \"scopes\": [\"zones:*\"]}");
    ours = demo.issue("admin", "[\"zones:*\"]").path("key").asText();
    theirs = demo.issue("olive", "[\"zones:*\"]").path("key").asText();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void anotherAccountStartsWithoutZones() throws Exception {
    assertThat(RunningDemo.data(demo.get("/v1/zones", ours)).toString()).contains("example.com");
    assertThat(RunningDemo.data(demo.get("/v1/me", theirs)).toString()).contains("\"other\"");
    assertThat(demo.get("/v1/zones/example.com", theirs).statusCode()).isEqualTo(404);
    assertThat(demo.call("DELETE", "/v1/zones/example.com", theirs, "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void bothMayHaveAZoneOfOneName() throws Exception {
    String zone = "{\"name\": \"shared.example\"}";

    assertThat(demo.call("POST", "/v1/zones", ours, zone).statusCode()).isEqualTo(201);
    assertThat(demo.call("POST", "/v1/zones", theirs, zone).statusCode()).isEqualTo(201);
    assertThat(RunningDemo.data(demo.get("/v1/zones", theirs))).hasSize(1);
    assertThat(demo.call("DELETE", "/v1/zones/shared.example", theirs, "").statusCode())
        .isEqualTo(204);
    assertThat(demo.get("/v1/zones/shared.example", ours).statusCode()).isEqualTo(200);
    assertThat(RunningDemo.data(demo.get("/v1/zones", theirs))).isEmpty();
  }

  @Test
  void nothingInARequestNamesAnotherAccount() throws Exception {
    assertThat(demo.get("/v1/zones/example.com?account=main", theirs).statusCode()).isEqualTo(404);
  }

  private static void put(String path, String body) throws Exception {
    assertThat(demo.call("PUT", path, demo.adminKey(), body).statusCode()).isEqualTo(201);
  }
}
