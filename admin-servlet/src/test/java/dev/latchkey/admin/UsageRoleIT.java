package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guard tells how keys are used, and cannot look back, change or take away what was told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UsageRoleIT {
  private static final String TELL =
      "INSERT INTO latchkey_use (node, number, key_id, ordinal, from_at, last_at, outcomes, scopes,"
          + " addresses, address, agent) VALUES ('n', %d, %s, 1, 1, 1, '%s', '%s', '', '', '')";

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
  void usageIsToldByTheGuardsOwnRole() {
    Issued key = Issued.by(app.admin(), "admin", "zones:read");
    assertThat(key.reads("a")).isEqualTo(200);
    app.tellUsage();
    assertThat(app.admin().get(key.path() + "/usage").is(200).data().at("/totals/requests").asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM latchkey_use",
        "UPDATE latchkey_use SET outcomes = ''",
        "DELETE FROM latchkey_use",
        "TRUNCATE latchkey_use",
        "INSERT INTO latchkey_use_hour (key_id, hour, outcome, requests) VALUES ('x', 1, 'a', 1)",
        "INSERT INTO latchkey_use_node (node, number, told_until) VALUES ('x', 1, 1)",
        "SELECT * FROM latchkey_use_secret",
        "SELECT * FROM latchkey_use_address",
        "UPDATE latchkey_use_state SET since = 1",
        "DELETE FROM latchkey_use_scope"
      })
  void itDoesNothingElseThere(String sql) {
    refused(sql, "permission denied");
  }

  @Test
  void nothingOutOfAllProportionCanBeTold() {
    refused(TELL.formatted(1, "'" + "x".repeat(101) + "'", "", ""), "check");
    refused(TELL.formatted(1, "NULL", "x".repeat(1001), ""), "check");
    refused(TELL.formatted(1, "NULL", "", "x".repeat(20_001)), "check");
  }

  private void refused(String sql, String why) {
    assertThatThrownBy(() -> database.asGuard(sql))
        .as(sql)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(why);
  }
}
