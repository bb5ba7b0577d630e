package dev.latchkey.admin;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.ConfiguredPostgres;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No key is issued into a database that may forget it. */
final class DurabilityIT {
  @AutoClose private final ConfiguredPostgres postgres = ConfiguredPostgres.start();
  private final TestDatabase database = postgres.database();

  private static void assertRefused(TestDatabase on, String setting) {
    assertThatThrownBy(() -> TestApp.on(on).close())
        .hasMessageContaining(
            "the database may forget what it has acknowledged: it runs with "
                + setting
                + "; switch that on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync=off", "synchronous_commit=off"})
  void anEmptyDatabaseThatForgetsStaysEmpty(String setting) {
    postgres.set(setting);
    Await.until("set", ofSeconds(10), () -> shown(setting).equals("off"));
    assertRefused(database, setting);
    assertThat(database.number("SELECT COUNT(*) FROM pg_tables WHERE tablename LIKE 'latchkey%'"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync=off", "synchronous_commit=off"})
  void anAppDoesNotStartAgainOnADatabaseThatForgetsSince(String setting) {
    TestApp.on(database).close();
    postgres.set(setting);
    Await.until("set", ofSeconds(10), () -> shown(setting).equals("off"));
    assertRefused(database, setting);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit"})
  void whatIsSwitchedOffWhileRunningStopsChangesAndNobodyElse(String setting) {
    try (TestApp app = TestApp.on(database.with("latchkey.poll = PT0.1S"))) {
      Issued key = Issued.by(app.admin(), "admin", "zones:read");
      postgres.set(setting + " = off");
      Await.until(
          "noticed",
          ofSeconds(10),
          () -> app.api().get("/v1/health").is(200).data().has("concern"));

      assertThat(app.api().get("/v1/health").is(200).data("concern"))
          .isEqualTo("the database runs with " + setting + "=off");
      app.admin().post("/v1/users/admin/apikeys", "{\"name\":\"x\",\"scopes\":[]}").is(503);
      app.admin().post(key.path() + "/revoke", "").is(503);
      assertThat(key.reads("a")).isEqualTo(200);

      postgres.set(setting + " = on");
      Await.until(
          "noticed",
          ofSeconds(10),
          () -> !app.api().get("/v1/health").is(200).data().has("concern"));
      app.admin().post(key.path() + "/revoke", "").is(200);
    }
  }

  /** As an operator does it: for the role, whose sessions of before stay as they are. */
  private void weaken(String role) {
    postgres.run("ALTER ROLE " + role + " SET synchronous_commit = off");
    postgres.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
  }

  private TestDatabase withTwoRoles() {
    postgres.run("CREATE ROLE issuer LOGIN SUPERUSER");
    postgres.run("CREATE ROLE keeper LOGIN");
    String place = database.url().replaceFirst("\\?.*", "");
    return new TestDatabase(
        database.url(),
        List.of(
            "latchkey.database = " + place,
            "latchkey.database.user = keeper",
            "latchkey.admin.database.user = issuer",
            "latchkey.admin.guard-role = keeper",
            "latchkey.poll = PT0.1S"));
  }

  @ParameterizedTest
  @CsvSource({"issuer, 503", "keeper, 201"})
  void whatIsSwitchedOffForOneRoleIsAConcernThatNamesItAndStopsThatRole(String role, int issues) {
    try (TestApp app = TestApp.on(withTwoRoles())) {
      assertThat(app.api().get("/v1/health").is(200).data().has("concern")).isFalse();
      weaken(role);
      Await.until(
          "noticed",
          ofSeconds(20),
          () ->
              app.api()
                  .get("/v1/health")
                  .is(200)
                  .data("concern")
                  .equals("the database runs with synchronous_commit=off for the role " + role));
      app.admin()
          .post("/v1/users/admin/apikeys", "{\"name\":\"x\",\"scopes\":[\"a:b\"]}")
          .is(issues);
    }
  }

  @Test
  void aWeakerGuaranteeThanTheDiskOfThePrimaryIsNotAsked() {
    postgres.set("synchronous_commit = local");
    TestApp.on(database).close();
  }

  private String shown(String setting) {
    return database.texts("SHOW " + setting.substring(0, setting.indexOf('='))).get(0);
  }
}
