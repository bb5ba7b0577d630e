package dev.latchkey.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Properties;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
  private static final String OVER = "That key no longer works";

  @TempDir private Path folder;

  @Test
  void keysAndRevocationsOutliveARestart() throws Exception {
    String admin;
    String kept;
    String revoked;
    try (RunningDemo demo = RunningDemo.start(folder)) {
      admin = demo.adminKey();
      kept = demo.issue("admin", "[\"zones:read\"]").path("key").asText();
      JsonNode ended = demo.issue("admin", "[\"zones:read\"]");
      revoked = ended.path("key").asText();
      assertThat(demo.get("/v1/zones", revoked).statusCode()).isEqualTo(200);
      revoke(demo, ended.path("id").asText());
    }
    try (RunningDemo demo = RunningDemo.start(folder)) {
      assertThat(demo.adminKey()).isEqualTo(admin);
      assertThat(demo.printed()).contains("/v1/audit/verify").doesNotContain(OVER);
      assertThat(demo.get("/v1/zones", kept).statusCode()).isEqualTo(200);
      assertThat(demo.get("/v1/zones", revoked).statusCode()).isEqualTo(401);
      assertThat(demo.get("/v1/audit", admin).body().split("installation.start")).hasSize(2);
      assertThat(demo.get("/v1/audit/verify", admin).body()).contains("\"intact\":true");
    }
  }

  @Test
  void aFirstKeyPastItsDaySaysSoAndTheWayOutWorks() throws Exception {
    RunningDemo.start(folder.resolve("old")).close();
    execute(
        "jdbc:sqlite:" + folder.resolve("old/latchkey.db"),
        "UPDATE latchkey_key SET expires_at = 1");

    String advice;
    try (RunningDemo demo = RunningDemo.start(folder.resolve("old"))) {
      assertThat(demo.printed()).contains(OVER).doesNotContain("curl");
      advice = demo.printed().lines().filter(line -> line.startsWith("  rm")).findFirst().get();
    }
    Bash.run(advice);
    try (RunningDemo demo = RunningDemo.start(folder.resolve("old"))) {
      assertThat(demo.printed()).doesNotContain(OVER);
    }
  }

  private static void revoke(RunningDemo demo, String id) throws Exception {
    String path = "/v1/users/admin/apikeys/" + id + "/revoke";
    assertThat(demo.call("POST", path, demo.adminKey(), "").statusCode()).isEqualTo(200);
  }

  /** By the one SQLite of this JVM: a second copy would not see the locks of the demo's. */
  private static void execute(String url, String sql) throws Exception {
    Object[] parameters = {url, new Properties()};
    String[] types = {String.class.getName(), Properties.class.getName()};
    ObjectName driver = new ObjectName("dev.latchkey:type=SqliteDriver");
    Object opened =
        ManagementFactory.getPlatformMBeanServer().invoke(driver, "connect", parameters, types);
    try (Connection connection = (Connection) opened;
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
