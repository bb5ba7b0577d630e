package dev.latchkey.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls that DNScale documents work as printed: host, keys and placeholders are filled in. */
class SeedPageIT {
  private static final String ISSUE =
      """
      curl -X POST https://api.dnscale.eu/v1/users/{user_id}/apikeys \\
        -H "Authorization: Bearer YOUR_API_KEY" \\
        -H "Content-Type: application/json" \\
        -d '{
          "name": "Terraform Automation",
          "scopes": ["zones:read", "zones:write", "records:read", "records:write"]
        }'
      """;

  private static final String USE =
      """
      curl https://api.dnscale.eu/v1/zones \\
        -H "Authorization: Bearer dnscale_live_xxxxxxxxxxxxxxxxxxxx"
      """;

  private static final String LIST =
      """
      curl https://api.dnscale.eu/v1/users/{user_id}/apikeys \\
        -H "Authorization: Bearer YOUR_API_KEY"
      """;

  private static final String DETAILS =
      """
      curl https://api.dnscale.eu/v1/users/{user_id}/apikeys/{key_id} \\
        -H "Authorization: Bearer YOUR_API_KEY"
      """;

  private static final String DELETE =
      """
      curl -X DELETE https://api.dnscale.eu/v1/users/{user_id}/apikeys/{key_id} \\
        -H "Authorization: Bearer YOUR_API_KEY"
      """;

  @TempDir static Path folder;
  private static RunningDemo demo;
  private String id = "";
  private String key = "";

  @BeforeAll
  static void start() {
    Bash.assumeThere();
    demo = RunningDemo.start(folder);
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @BeforeEach
  void issue() throws Exception {
    String answer = paste(ISSUE);
    id = answer.replaceFirst("(?s).*\"id\":\"([^\"]*)\".*", "$1");
    key = answer.replaceFirst("(?s).*\"key\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void issuingAnswersWithAKeyOfThisForm() {
    assertThat(id).matches("key_[A-Za-z0-9]{12}");
    assertThat(key).matches("dnscale_live_[A-Za-z0-9]{56}");
  }

  @Test
  void theNewKeyListsZones() throws Exception {
    assertThat(paste(USE)).startsWith("{\"status\":\"success\"").contains("example.com");
  }

  @Test
  void keysAreListedWithoutTheirText() throws Exception {
    assertThat(paste(LIST)).contains(id, "Terraform Automation").doesNotContain(key);
  }

  @Test
  void oneKeyIsShownWithoutItsText() throws Exception {
    assertThat(paste(DETAILS)).contains(id, "\"status\":\"active\"").doesNotContain(key);
  }

  @Test
  void deletionActsAtOnce() throws Exception {
    assertThat(paste(DELETE)).contains("\"status\":\"success\"");

    assertThat(List.of(paste(USE), paste(DETAILS)))
        .allSatisfy(answer -> assertThat(answer).doesNotContain("success"));
    assertThat(demo.get("/v1/zones", key).statusCode()).isEqualTo(401);
  }

  private String paste(String lines) throws Exception {
    return Bash.run(
        lines
            .replace("curl ", "curl --silent --show-error ")
            .replace("https://api.dnscale.eu", demo.uri().toString())
            .replace("YOUR_API_KEY", demo.adminKey())
            .replace("dnscale_live_xxxxxxxxxxxxxxxxxxxx", key)
            .replace("{user_id}", "admin")
            .replace("{key_id}", id));
  }
}
