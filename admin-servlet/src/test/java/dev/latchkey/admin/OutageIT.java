package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.Postgres;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be told is 503; what was answered is true; and it comes back by itself. */
final class OutageIT {
  private static final String KEYS = "/v1/users/admin/apikeys";
  private static final String BODY = json("{'name':'n','scopes':['zones:read']}");

  @Test
  void aLockedSqliteFileStopsWritingUntilItIsFree() throws SQLException {
    TestDatabase database = TestDatabase.sqlite();
    try (TestApp app =
            TestApp.on(database.with("latchkey.lease = PT4S", "latchkey.poll = PT0.2S"));
        Connection other = database.connect();
        Statement statement = other.createStatement()) {
      Api admin = app.admin();
      Issued known = Issued.by(admin, "admin", "zones:read");
      assertThat(known.reads("a")).isEqualTo(200);
      final long keys = database.number("SELECT COUNT(*) FROM latchkey_key");
      final long head = database.head();

      statement.execute("BEGIN EXCLUSIVE");
      Answer refused = admin.post(KEYS, BODY).is(503, "unavailable");
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(known.reads("a")).isEqualTo(200);
      admin.get(known.path()).is(200);
      admin.post(KEYS, BODY).is(503);
      admin.get(known.path()).is(200);
      Await.until("the lease is over", Duration.ofSeconds(10), () -> reads(known) == 503);
      admin.get(known.path()).is(503);
      app.api().get("/v1/health").is(503);
      statement.execute("ROLLBACK");

      Await.until("it is back", Duration.ofSeconds(2), () -> reads(known) == 200);
      assertThat(database.number("SELECT COUNT(*) FROM latchkey_key")).isEqualTo(keys);
      assertThat(database.head()).isEqualTo(head);
      for (int i = 0; i < 8; i++) {
        admin.post(KEYS, BODY).is(201);
      }
      assertThat(database.number("SELECT COUNT(*) FROM latchkey_key")).isEqualTo(keys + 8);
      app.api().get("/v1/health").is(200);
    }
  }

  @Test
  void aFullDiskRefusesKeysButLosesAndInventsNone() {
    TestDatabase database = TestDatabase.sqlite();
    List<String> issued = new ArrayList<>();
    String full = "latchkey.admin.database = " + database.url() + "?max_page_count=100";
    String large =
        json("{'name':'n','scopes':['zones:read'],'metadata':{'a':'%s'}}", "x".repeat(4000));
    try (TestApp app = TestApp.on(database.with(full))) {
      Api admin = app.admin();
      Answer answer = admin.post(KEYS, large);
      for (int i = 0; i < 100 && answer.status() == 201; i++) {
        issued.add(answer.data("key"));
        answer = admin.post(KEYS, large);
      }
      assertThat(issued).isNotEmpty();
      answer.is(503, "unavailable");
      admin.with("Idempotency-Key", "some-random-text-of-128-bits").post(KEYS, large).is(503);
      for (String text : issued) {
        assertThat(app.api().as(text).app("GET", "/zones/a")).isEqualTo(200);
      }
      assertThat(database.number("SELECT COUNT(*) FROM latchkey_key")).isEqualTo(issued.size() + 1);
      assertThat(database.number("SELECT COUNT(*) FROM latchkey_answer")).isZero();
      assertThat(admin.get("/v1/audit/verify").is(200).data().path("intact").asBoolean()).isTrue();
      try (TestApp larger = TestApp.on(database)) {
        larger.api().as(admin.key()).post(KEYS, large).is(201);
      }
      assertThat(admin.get("/v1/audit/verify").is(200).data().path("intact").asBoolean()).isTrue();
    }
  }

  @Test
  void aStoppedPostgresqlIsNeverABadKeyAndComesBackWithAllThatWasAcknowledged() throws IOException {
    Path folder = TestDatabase.newFolder().resolve("data");
    int port = freePort();
    Postgres server = Postgres.durable(folder, port);
    TestDatabase database = TestDatabase.at(server.newDatabase());
    try (TestApp app =
        TestApp.on(database.with("latchkey.lease = PT4S", "latchkey.poll = PT0.2S"))) {
      Api admin = app.admin();
      final Issued known = Issued.by(admin, "admin", "zones:read");
      final Issued unknown = Issued.by(admin, "admin", "zones:read");
      assertThat(known.reads("a")).isEqualTo(200);
      final long head = database.head();
      server.close();

      Answer refused = admin.post(KEYS, BODY).is(503, "unavailable");
      assertThat(refused.header("Retry-After")).isNotEmpty();
      List<Integer> seen = new ArrayList<>();
      assertThat(unknown.reads("a")).isEqualTo(503);
      Await.until(
          "the lease is over",
          Duration.ofSeconds(10),
          () -> {
            seen.add(reads(known));
            return seen.get(seen.size() - 1) == 503;
          });
      assertThat(seen).containsOnly(200, 503).isSorted();
      app.api().get("/v1/health").is(503);
      app.api().get("/openapi.json").is(200);

      server = Postgres.durable(folder, port);
      Await.until("it is back", Duration.ofSeconds(2), () -> reads(known) == 200);
      assertThat(reads(unknown)).isEqualTo(200);
      assertThat(database.head()).isEqualTo(head);
      admin.post(KEYS, BODY).is(201);
      admin.post(known.path() + "/revoke", "").is(200);
      assertThat(known.reads("a")).isEqualTo(401);
    } finally {
      server.close();
    }
  }

  @Test
  void anAppThatStartsBeforeItsDatabaseIsReadyWhenThatComes() throws IOException {
    Path folder = TestDatabase.newFolder().resolve("data");
    int port = freePort();
    Postgres server = Postgres.durable(folder, port);
    TestDatabase database = TestDatabase.at(server.newDatabase());
    server.close();
    try (TestApp app = TestApp.on(database.with("latchkey.lease = PT4S"))) {
      app.api().get("/v1/health").is(503);
      server = Postgres.durable(folder, port);
      Await.until(
          "it is ready",
          Duration.ofSeconds(10),
          () -> app.api().app("GET", "/latchkey/v1/health") == 200);
      app.admin().post(KEYS, BODY).is(201);
    } finally {
      server.close();
    }
  }

  private static int reads(Issued key) {
    return key.reads("a");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
