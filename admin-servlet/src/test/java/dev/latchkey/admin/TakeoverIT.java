package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.ConfiguredPostgres;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The primary dies, and a replica that lagged takes over. */
final class TakeoverIT {
  private static final String[] TERMS = {
    "latchkey.poll = PT0.2S", "latchkey.lease = PT6S",
  };

  @AutoClose private final ConfiguredPostgres primary = ConfiguredPostgres.start();
  @AutoClose private final ConfiguredPostgres replica = primary.replica();
  private final TestDatabase either = primary.orElse(replica).with(TERMS);

  private void awaitReplication() {
    String end = primary.text("SELECT pg_current_wal_flush_lsn()");
    Await.until(
        "replicated",
        ofSeconds(20),
        () -> replica.text("SELECT pg_last_wal_replay_lsn() >= '" + end + "'").equals("t"));
  }

  private void takeOver() {
    primary.kill();
    replica.run("SELECT pg_promote()");
  }

  @Test
  void nodesGoOnAndWhatWasRevokedStaysRevokedThoughTheReplicaNeverHeardOfIt() {
    try (TestApp app = TestApp.on(either);
        TestApp other = TestApp.on(either)) {
      Issued kept = Issued.by(app.admin(), "admin", "zones:read");
      Issued revoked = Issued.by(app.admin(), "admin", "zones:read");
      assertThat(other.api().as(revoked.text()).app("GET", "/zones/a")).isEqualTo(200);
      awaitReplication();
      replica.set("primary_conninfo = ''");
      Await.until(
          "cut off",
          ofSeconds(20),
          () -> replica.text("SELECT COUNT(*) FROM pg_stat_wal_receiver").equals("0"));
      app.admin().post(revoked.path() + "/revoke", "{\"reason\":\"leaked\"}").is(200);
      final Issued lost = Issued.by(app.admin(), "admin", "zones:read");
      assertThat(lost.reads("a")).isEqualTo(200);
      takeOver();

      awaitRefusedAndNeverAccepted(app, revoked);
      awaitRefusedAndNeverAccepted(other, revoked);
      Await.until("served", ofSeconds(30), () -> works(app, kept) && works(other, kept));
      Await.until("lost", ofSeconds(30), () -> lost.reads("a") == 401);
      Await.until(
          "written again",
          ofSeconds(30),
          () ->
              replica
                  .text("SELECT COUNT(*) FROM latchkey_key WHERE revoked_reason = 'leaked'")
                  .equals("1"));
      try (TestApp later = TestApp.on(either)) {
        assertThat(later.api().as(revoked.text()).app("GET", "/zones/a")).isEqualTo(401);
        assertThat(later.api().as(kept.text()).app("GET", "/zones/a")).isEqualTo(200);
      }
      assertThat(app.admin().get("/v1/audit/verify").is(200).data().path("intact").asBoolean())
          .isTrue();
      JsonNode told = app.admin().get("/v1/audit?action=history.lost").is(200).data().get(0);
      assertThat(told.path("detail").path("entries").findValuesAsText("action"))
          .containsExactly("key.revoke", "key.issue");
    }
  }

  @Test
  void aNodeThatTheReplicaNeverHeardOfIsAwaited() {
    try (TestApp app = TestApp.on(either)) {
      Issued kept = Issued.by(app.admin(), "admin", "zones:read");
      awaitReplication();
      takeOver();
      Await.until("written", ofSeconds(30), () -> writes(app));
      Await.until("served", ofSeconds(30), () -> works(app, kept));
      Issued key = Issued.by(app.admin(), "admin", "zones:read");
      JsonNode told =
          app.admin().post(key.path() + "/revoke", "").is(200).json().path("propagation");
      assertThat(told.path("nodes").asInt()).isEqualTo(2);
      assertThat(told.path("confirmed").asInt()).isEqualTo(1);
      assertThat(told.has("effective_by")).isTrue();
    }
  }

  private static void awaitRefusedAndNeverAccepted(TestApp app, Issued key) {
    Api holder = app.api().as(key.text());
    Await.until(
        "refused",
        ofSeconds(30),
        () -> {
          int status = holder.app("GET", "/zones/a");
          assertThat(status).isIn(401, 503);
          return status == 401;
        });
  }

  private static boolean works(TestApp app, Issued key) {
    return app.api().as(key.text()).app("GET", "/zones/a") == 200
        && isSound(app.api().get("/v1/health"));
  }

  private static boolean isSound(Answer health) {
    return health.status() == 200 && !health.data().has("concern");
  }

  private static boolean writes(TestApp app) {
    return app.admin()
            .post("/v1/users/admin/apikeys", json("{'name':'n','scopes':['zones:read']}"))
            .status()
        == 201;
  }
}
