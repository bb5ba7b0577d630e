package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.OldKeys;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guard tells that a legacy secret was presented, and nothing that decides about one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LegacyRoleIT {
  private final TestDatabase database = TestDatabase.withTwoRoles();
  private TestApp app;

  @BeforeAll
  void start() {
    app = TestApp.on(database);
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void aFirstUseIsToldByTheGuardsOwnRole() {
    Api admin = app.admin();
    String text = OldKeys.text();
    OldKeys.imported(admin, text).is(200);
    Await.until("known", Duration.ofSeconds(5), () -> admin.as(text).app("GET", "/zones/a") == 200);
    Await.until(
        "told",
        Duration.ofSeconds(10),
        () -> database.number("SELECT COUNT(*) FROM latchkey_first_use") == 1);
    assertThat(admin.get("/v1/apikeys/legacy?seen=true").is(200).data().path("seen").asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM latchkey_first_use",
        "UPDATE latchkey_first_use SET told_at = 0",
        "DELETE FROM latchkey_first_use",
        "TRUNCATE latchkey_first_use",
        "INSERT INTO latchkey_first_use (key_id, ordinal, told_at) VALUES ('x', 1, 1)"
            + " ON CONFLICT (key_id, ordinal) DO UPDATE SET told_at = 1",
        "INSERT INTO latchkey_secret (key_id, ordinal, digest, tag_version, created_at)"
            + " VALUES ('x', 1, '', 0, 0)",
        "UPDATE latchkey_secret SET digest = '', recipe = '{key}', selector = ''"
      })
  void itDoesNothingElseThere(String sql) {
    refused(sql, "permission denied");
  }

  @Test
  void itTellsOfNoSecretThatIsNotThere() {
    refused(
        "INSERT INTO latchkey_first_use (key_id, ordinal, told_at) VALUES ('x', 1, 1)",
        "foreign key");
  }

  private void refused(String sql, String why) {
    assertThatThrownBy(() -> database.asGuard(sql))
        .as(sql)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(why);
  }
}
