package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.NewLines;
import dev.latchkey.admin.app.Pooler;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Behind a transaction pooler, where each transaction may meet another session of the database. */
final class PoolerIT {
  private static final String DEAF =
      "hears nothing, as behind a transaction pooler: give it a direct way to the same database"
          + " (latchkey.doorbell.url); changes arrive with the next poll";
  private static final String OFTEN = "latchkey.poll = PT0.2S";
  private static final String SELDOM = "latchkey.poll = PT30S";

  /** More often than the driver runs a statement before it keeps it in the session. */
  private static final int ROUNDS = 12;

  private final TestDatabase direct = TestDatabase.withTwoRoles();
  @AutoClose private final Pooler pooler = Pooler.before(direct);
  private final TestDatabase pooled = direct.by(pooler.url() + "?prepareThreshold=0");
  private final NewLines log = NewLines.fromHere();

  @BeforeAll
  static void needsPgBouncer() {
    if (!Pooler.isInstalled()) {
      System.out.println("PoolerIT is skipped: PgBouncer (/usr/sbin/pgbouncer) is not installed");
    }
    assumeTrue(Pooler.isInstalled(), "PgBouncer is not installed");
  }

  @Test
  void withADirectWayForTheDoorbellEveryNodeFeelsARevocationAtOnce() {
    TestDatabase heard =
        pooled.with(
            "latchkey.doorbell.url = " + direct.setting("latchkey.database"),
            "latchkey.admin.wait = PT15S",
            SELDOM);
    try (TestApp app = TestApp.on(heard);
        TestApp other = TestApp.on(heard)) {
      for (int i = 0; i < ROUNDS; i++) {
        Issued key = Issued.by(app.admin(), "admin", "zones:read");
        assertThat(reads(other, key)).isEqualTo(200);
        assertThat(revoke(app, key).path("confirmed").asInt()).isEqualTo(2);
        assertThat(reads(other, key)).isEqualTo(401);
      }
      assertThat(log.with(DEAF)).isZero();
    }
  }

  @Test
  void withoutOneEachNodeSaysSoOnceAndPollingTells() {
    try (TestApp app = TestApp.on(pooled.with(OFTEN));
        TestApp other = TestApp.on(pooled.with(OFTEN))) {
      Await.until("said", ofSeconds(20), () -> log.with(DEAF) == 2);
      for (int i = 0; i < ROUNDS; i++) {
        Issued key = Issued.by(app.admin(), "admin", "zones:read");
        assertThat(reads(other, key)).isEqualTo(200);
        assertThat(revoke(app, key).path("confirmed").asInt()).isEqualTo(2);
        assertThat(reads(other, key)).isEqualTo(401);
      }
      assertThat(log.with(DEAF)).isEqualTo(2);
    }
  }

  @Test
  void whatANodeHasNotHeardIsNotClaimed() {
    try (TestApp app = TestApp.on(pooled.with(SELDOM));
        TestApp other = TestApp.on(pooled.with(SELDOM))) {
      Await.until("said", ofSeconds(20), () -> log.with(DEAF) == 2);
      Issued key = Issued.by(app.admin(), "admin", "zones:read");
      assertThat(reads(other, key)).isEqualTo(200);
      JsonNode told = revoke(app, key);
      assertThat(told.path("nodes").asInt()).isEqualTo(2);
      assertThat(told.path("confirmed").asInt()).isEqualTo(1);
      assertThat(told.has("effective_by")).isTrue();
    }
  }

  @Test
  void twoAppsThatStartAtOnceOnAnEmptyDatabaseMigrateItOnce() {
    CompletableFuture<TestApp> another =
        CompletableFuture.supplyAsync(() -> TestApp.on(pooled.with(OFTEN)));
    try (TestApp app = TestApp.on(pooled.with(OFTEN));
        TestApp other = another.join()) {
      Api admin = app.api().as(bootstrapped(app) ? app.bootstrapKey() : other.bootstrapKey());
      assertThat(bootstrapped(app) ^ bootstrapped(other)).isTrue();
      assertThat(admin.get("/v1/nodes").is(200).each("live")).containsExactly("true", "true");
    }
  }

  @Test
  void theWholeLifeOfAKeyPassesThroughIt() {
    try (TestApp app = TestApp.on(pooled.with(OFTEN))) {
      Api admin = app.admin();
      for (int i = 0; i < ROUNDS; i++) {
        Issued key = Issued.by(admin, "admin", "zones:read");
        assertThat(key.reads("a")).isEqualTo(200);
        String fresh = admin.post(key.path() + "/rotate", json("{'overlap':'PT0S'}")).data("key");
        assertThat(key.reads("a")).isEqualTo(401);
        assertThat(key.reads(fresh, "a")).isEqualTo(200);
        revoke(app, key);
        assertThat(key.reads(fresh, "a")).isEqualTo(401);
        assertThat(admin.get("/v1/audit/verify").is(200).data().path("intact").asBoolean())
            .isTrue();
      }
    }
  }

  @Test
  void statementsThatTheDriverKeepsInASessionFailWithTheCure() {
    TestDatabase keeping = direct.by(pooler.url());
    try (TestApp app = TestApp.on(keeping.with(OFTEN));
        TestApp other = TestApp.on(keeping.with(OFTEN))) {
      Await.until(
          "said",
          ofSeconds(20),
          () -> log.with("set prepareThreshold=0 in the database's URL") > 0);
    }
  }

  private static boolean bootstrapped(TestApp app) {
    return Files.exists(app.bootstrapFile());
  }

  private static int reads(TestApp app, Issued key) {
    return app.api().as(key.text()).app("GET", "/zones/a");
  }

  private static JsonNode revoke(TestApp app, Issued key) {
    return app.admin().post(key.path() + "/revoke", "").is(200).json().path("propagation");
  }
}
