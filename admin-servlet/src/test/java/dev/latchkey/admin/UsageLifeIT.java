package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of counts when an app stops, and when its database is away. */
final class UsageLifeIT {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOrderlyStopLosesNothing(boolean sqlite) {
    TestDatabase database = sqlite ? TestDatabase.sqlite() : TestDatabase.postgresql();
    Issued key;
    String admin;
    try (TestApp app = TestApp.on(database)) {
      admin = app.bootstrapKey();
      key = Issued.by(app.admin(), "admin", "zones:read");
      for (int i = 0; i < 7; i++) {
        assertThat(key.reads("a")).isEqualTo(200);
      }
    }
    try (TestApp again = TestApp.on(database)) {
      Api api = again.api().as(admin);
      Await.until("added up", Duration.ofSeconds(10), () -> requests(api, key) > 0);
      assertThat(requests(api, key)).isEqualTo(7);
    }
  }

  @Test
  void anOutageDelaysCountsAndLosesNone() throws SQLException {
    TestDatabase database = TestDatabase.sqlite();
    try (TestApp app = TestApp.on(database);
        Connection other = database.connect();
        Statement statement = other.createStatement()) {
      Issued key = Issued.by(app.admin(), "admin", "zones:read");
      assertThat(key.reads("a")).isEqualTo(200);
      statement.execute("BEGIN EXCLUSIVE");
      app.tellUsage();
      assertThat(database.number("SELECT COUNT(*) FROM latchkey_use_hour")).isZero();
      assertThat(key.reads("a")).isEqualTo(200);
      statement.execute("ROLLBACK");

      app.tellUsage();
      assertThat(requests(app.admin(), key)).isEqualTo(2);
    }
  }

  @Test
  void aNodeThatCountsNothingWritesNothingAndIsSilent() {
    TestDatabase database = TestDatabase.sqlite().with("latchkey.usage = off");
    try (TestApp app = TestApp.on(database)) {
      Issued key = Issued.by(app.admin(), "admin", "zones:read");
      assertThat(key.reads("a")).isEqualTo(200);
      app.tellUsage();

      JsonNode usage = app.admin().get(key.path() + "/usage").is(200).data();
      assertThat(usage.at("/totals/requests").asInt()).isZero();
      assertThat(usage.path("told_since").isNull()).isTrue();
      assertThat(usage.path("current").asBoolean()).isFalse();
      assertThat(usage.path("silent_nodes")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latchkey.usage.every = PT59S",
        "latchkey.usage.every = PT61M",
        "latchkey.usage = perhaps",
        "latchkey.admin.usage.retention = PT1H",
        "latchkey.admin.usage.retention = P0D"
      })
  void aSettingThatCannotBeUsedStopsTheStart(String setting) {
    assertThatThrownBy(() -> TestApp.on(TestDatabase.sqlite().with(setting)))
        .hasMessageContaining(setting.split(" ")[0]);
  }

  private static int requests(Api api, Issued key) {
    return api.get(key.path() + "/usage").is(200).data().at("/totals/requests").asInt();
  }
}
