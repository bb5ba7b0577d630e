package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Holder;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On PostgreSQL the guard comes as a role of its own, which can make no key and widen none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GuardRoleIT {
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
  void theWholeAppWorksWithTwoRoles() {
    Api admin = app.admin();
    Issued key = Issued.by(admin, "admin", "zones:read");
    assertThat(key.reads("a")).isEqualTo(200);
    String fresh = admin.post(key.path() + "/rotate", json("{'overlap':'PT0S'}")).data("key");
    assertThat(key.reads("a")).isEqualTo(401);
    assertThat(key.reads(fresh, "a")).isEqualTo(200);
    assertThat(
            admin
                .post(key.path() + "/revoke", "")
                .is(200)
                .json()
                .at("/propagation/confirmed")
                .asInt())
        .isEqualTo(1);
    assertThat(key.reads(fresh, "a")).isEqualTo(401);
    assertThat(admin.get("/v1/nodes").is(200).each("live")).containsExactly("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "installation",
        "head",
        "journal",
        "tag_key",
        "account",
        "user",
        "key",
        "secret",
        "role",
        "membership",
        "node"
      })
  void theGuardReads(String table) throws SQLException {
    database.asGuard("SELECT * FROM latchkey_" + table);
  }

  @Test
  void theGuardSpendsWhatIsAcceptedOnceAndCannotLookBack() throws SQLException {
    database.asGuard(
        "INSERT INTO latchkey_nonce (id, until) VALUES ('once', 1) ON CONFLICT DO NOTHING");
    database.asGuard(
        "INSERT INTO latchkey_nonce (id, until) VALUES ('once', 1) ON CONFLICT DO NOTHING");
    assertThat(database.number("SELECT COUNT(*) FROM latchkey_nonce WHERE id = 'once'"))
        .isLessThanOrEqualTo(1);
    refused("SELECT * FROM latchkey_nonce");
    refused("DELETE FROM latchkey_nonce");
    refused("UPDATE latchkey_nonce SET until = 0");
    refused("TRUNCATE latchkey_nonce");
  }

  @Test
  void theGuardAddsToWhatItObservedAndCannotLookBack() throws SQLException {
    database.asGuard(
        "INSERT INTO latchkey_observed"
            + " (id, method, route, reason, why, address, requests, first_at, last_at)"
            + " VALUES ('n:1', 'GET', '/a', 'no-credential', '', '', 1, 1, 1)"
            + " ON CONFLICT DO NOTHING");
    refused("SELECT * FROM latchkey_observed");
    refused("DELETE FROM latchkey_observed");
    refused("UPDATE latchkey_observed SET requests = 2");
    refused("TRUNCATE latchkey_observed");
  }

  @Test
  void aSignedRequestIsAcceptedOnceByAGuardOfItsOwnRole() {
    Answer issued =
        app.admin()
            .post(
                "/v1/users/admin/apikeys",
                json("{'name':'pair','scopes':['zones:read'],'kind':'keypair'}"))
            .is(201);
    Holder holder = Holder.of(app.api(), issued);
    String assertion = holder.assertion("GET", "/zones/a");
    assertThat(Holder.send(app.api(), "GET", "/zones/a", assertion)).isEqualTo(200);
    assertThat(Holder.send(app.api(), "GET", "/zones/a", assertion)).isEqualTo(401);
  }

  @Test
  void theGuardBeats() throws SQLException {
    database.asGuard(
        "INSERT INTO latchkey_node (id, name, entry, lease_ms, beat_at) VALUES ('x','x',0,1,1)");
    database.asGuard("UPDATE latchkey_node SET entry = 1 WHERE id = 'x'");
    database.asGuard("DELETE FROM latchkey_node WHERE id = 'x'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "installation",
        "head",
        "journal",
        "tag_key",
        "account",
        "user",
        "key",
        "secret",
        "role",
        "membership",
        "label",
        "answer"
      })
  void theGuardWritesNothingElse(String table) {
    for (String sql :
        List.of(
            "INSERT INTO latchkey_%1$s SELECT * FROM latchkey_%1$s",
            "INSERT INTO latchkey_%1$s DEFAULT VALUES",
            "DELETE FROM latchkey_%1$s",
            "TRUNCATE latchkey_%1$s",
            "DROP TABLE latchkey_%1$s",
            "ALTER TABLE latchkey_%1$s ADD COLUMN more TEXT",
            "CREATE TRIGGER t BEFORE INSERT ON latchkey_%1$s EXECUTE FUNCTION f()")) {
      refused(sql.formatted(table));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE latchkey_key SET scopes = '*:*'",
        "UPDATE latchkey_key SET revoked_at = NULL",
        "UPDATE latchkey_secret SET digest = digest",
        "UPDATE latchkey_user SET scopes = '*:*'",
        "UPDATE latchkey_role SET scopes = '*:*'",
        "UPDATE latchkey_membership SET role = 'admin'",
        "UPDATE latchkey_account SET manager_id = 'main'",
        "UPDATE latchkey_key SET owner_scopes = TRUE",
        "UPDATE latchkey_account SET api_access = TRUE",
        "UPDATE latchkey_head SET number = number",
        "UPDATE latchkey_journal SET detail = ''",
        "UPDATE latchkey_tag_key SET tag_key = ''",
        "UPDATE latchkey_installation SET oldest_guard = 0",
        "SELECT number FROM latchkey_head FOR UPDATE",
        "SELECT * FROM latchkey_answer",
        "SELECT * FROM latchkey_signing_key",
        "SELECT * FROM latchkey_sealed_secret",
        "INSERT INTO latchkey_sealed_secret (key_id, ordinal, sealed) VALUES ('x', 1, 'x')",
        "UPDATE latchkey_sealed_secret SET sealed = sealed",
        "DELETE FROM latchkey_sealed_secret",
        "INSERT INTO latchkey_proposal (hash, done_at) VALUES ('x', 1)",
        "SELECT * FROM latchkey_schema_history",
        "CREATE TABLE mine (id INTEGER)"
      })
  void theGuardWidensNothingAndReadsNoAnswers(String sql) {
    refused(sql);
  }

  private void refused(String sql) {
    assertThatThrownBy(() -> database.asGuard(sql))
        .as(sql)
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }
}
