package dev.latchkey.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesApiIT {
  private static final String RECORDS = "/v1/zones/example.org/records";

  @TempDir static Path folder;
  private static RunningDemo demo;

  @BeforeAll
  static void start() {
    demo = RunningDemo.start(folder);
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void aZoneIsMadeReadAndDeleted() throws Exception {
    HttpResponse<String> made = call("POST", "/v1/zones", "{\"name\": \"made.example\"}");

    assertThat(made.statusCode()).isEqualTo(201);
    String place = made.headers().firstValue("Location").orElseThrow();
    assertThat(place).isEqualTo("/v1/zones/made.example");
    assertThat(call("GET", place, "").statusCode()).isEqualTo(200);
    assertThat(call("GET", "/v1/zones", "").body()).contains("made.example");
    assertThat(call("DELETE", place, "").statusCode()).isEqualTo(204);
    assertThat(call("GET", place, "").statusCode()).isEqualTo(404);
    assertThat(call("DELETE", place, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aRecordIsMadeReadReplacedAndDeleted() throws Exception {
    HttpResponse<String> made =
        call("POST", RECORDS, record("api", "A", "192.0.2.77").replace("}", ", \"ttl\": 60}"));

    assertThat(made.statusCode()).isEqualTo(201);
    String place = made.headers().firstValue("Location").orElseThrow();
    assertThat(place).startsWith(RECORDS + "/rec_");
    assertThat(call("GET", place, "").body()).isEqualTo(made.body()).contains("\"ttl\":60");
    HttpResponse<String> replaced = call("PUT", place, record("api", "AAAA", "2001:db8::77"));
    assertThat(replaced.statusCode()).isEqualTo(200);
    assertThat(call("GET", place, "").body()).contains("2001:db8::77", "\"ttl\":3600");
    assertThat(call("DELETE", place, "").statusCode()).isEqualTo(204);
    assertThat(call("PUT", place, record("api", "A", "192.0.2.77")).statusCode()).isEqualTo(404);
    assertThat(call("GET", RECORDS, "").body()).doesNotContain("api");
  }

  @Test
  void whatIsThereAlreadyIsAConflict() throws Exception {
    assertProblem(call("POST", "/v1/zones", "{\"name\": \"example.com\"}"), 409);
    assertProblem(call("POST", RECORDS, record("@", "A", "192.0.2.10")), 409);
    assertProblem(call("POST", RECORDS, record("www", "A", "192.0.2.10")), 409);
  }

  @ParameterizedTest
  @CsvSource({
    "name,  UPPER, A,     192.0.2.1",
    "name,  -a,    A,     192.0.2.1",
    "type,  a,     PTR,   192.0.2.1",
    "value, a,     A,     192.0.2.256",
    "value, a,     AAAA,  2001:db8::1::2",
    "value, a,     CNAME, nodots",
    "value, a,     MX,    mail.example.com",
    "value, a,     TXT,   ''"
  })
  void aBadFieldIsNamed(String field, String name, String type, String value) throws Exception {
    HttpResponse<String> answer = call("POST", RECORDS, record(name, type, value));

    assertProblem(answer, 400);
    assertThat(answer.body()).contains("\"pointer\":\"#/" + field + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"name\": 1}",
        "{\"name\": \"a.example\", \"account\": \"other\"}",
        "{\"name\": \"a.example\", \"name\": \"b.example\"}",
        "{\"name\": \"Upper.example\"}",
        "{\"name\": \"nodots\"}"
      })
  void aBadBodyIsABadRequest(String body) throws Exception {
    assertProblem(call("POST", "/v1/zones", body), 400);
  }

  @Test
  void aBodyWithoutEndIsRefused() throws Exception {
    assertProblem(call("POST", "/v1/zones", " ".repeat(70_000)), 400);
  }

  @Test
  void otherMethodsAreNamed() throws Exception {
    HttpResponse<String> answer = call("PATCH", "/v1/zones/example.com", "");

    assertProblem(answer, 405);
    assertThat(answer.headers().firstValue("Allow")).contains("DELETE, GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/zones/EXAMPLE.com",
        "/v1/zones/none.example",
        "/v1/zones/none.example/records",
        "/v1/zones/example.com/records/rec_0",
        "/v1/zones/example.org/records/rec_1"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertProblem(call("GET", path, ""), 404);
  }

  @Test
  void headAnswersWithoutABody() throws Exception {
    HttpResponse<String> answer = call("HEAD", "/v1/zones", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aScopeWithAnInstanceReachesRecordsOfThatZoneAlone() throws Exception {
    String key = demo.issue("admin", "[\"records:read:example.com\"]").path("key").asText();

    assertThat(demo.get("/v1/zones/example.com/records", key).statusCode()).isEqualTo(200);
    assertThat(demo.get("/v1/zones/example.com/records/rec_1", key).statusCode()).isEqualTo(200);
    assertThat(demo.get("/v1/zones/example.net/records", key).statusCode()).isEqualTo(403);
    assertThat(demo.get("/v1/zones/example.com", key).statusCode()).isEqualTo(403);
    assertThat(demo.call("DELETE", "/v1/zones/example.com/records/rec_1", key, "").statusCode())
        .isEqualTo(403);
  }

  @Test
  void meTellsWhoCalls() throws Exception {
    String key = demo.issue("admin", "[\"zones:read\"]").path("key").asText();

    assertThat(RunningDemo.data(demo.get("/v1/me", key)).toString())
        .contains("\"account\":\"main\",\"user\":\"admin\"", "\"scopes\":[\"zones:read\"]");
    assertThat(demo.get("/v1/me", "").statusCode()).isEqualTo(401);
  }

  @Test
  void onlyWhatIsListedIsThere() throws Exception {
    assertThat(demo.get("/health", "").statusCode()).isEqualTo(200);
    assertThat(demo.get("/v1/health", "").statusCode()).isEqualTo(200);
    assertThat(demo.get("/openapi.json", "").body()).contains("openapi");
    assertThat(demo.get("/v1/users", "").statusCode()).isEqualTo(401);
    assertThat(call("GET", "/v1/users", "").statusCode()).isEqualTo(200);
    assertThat(call("GET", "/v1/nodes", "").body()).contains("demo-" + demo.uri().getPort());
    assertThat(demo.get("/WEB-INF/routes", "").statusCode()).isEqualTo(401);
    assertThat(call("GET", "/WEB-INF/routes", "").statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> call(String method, String path, String body)
      throws Exception {
    return demo.call(method, path, demo.adminKey(), body);
  }

  private static String record(String name, String type, String value) {
    return "{\"name\": \"%s\", \"type\": \"%s\", \"value\": \"%s\"}".formatted(name, type, value);
  }

  private static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status);
  }
}
