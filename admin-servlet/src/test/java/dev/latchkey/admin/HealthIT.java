package dev.latchkey.admin;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.ConfiguredPostgres;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.Postgres;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Health says what is wrong before anybody feels it, and never waits to find out. */
final class HealthIT {
  private static final String[] SHORT = {"latchkey.lease = PT6S", "latchkey.poll = PT0.1S"};

  private final Path folder = TestDatabase.newFolder().resolve("data");
  private final int port = freePort();

  private static Answer health(TestApp app) {
    return app.api().get("/v1/health");
  }

  private static String concern(TestApp app) {
    return health(app).is(200).data("concern");
  }

  private static String detail(TestApp app) {
    return health(app).is(503, "unavailable").json().path("detail").asText();
  }

  @Test
  void aDatabaseThatIsAwayIsAConcernWhileTheLeaseRunsAndTheReasonAfterwards() {
    Postgres server = Postgres.durable(folder, port);
    TestDatabase database = TestDatabase.at(server.newDatabase() + "&password=hunter2").with(SHORT);
    try (TestApp app = TestApp.on(database)) {
      Issued key = Issued.by(app.admin(), "admin", "zones:read");
      assertThat(key.reads("a")).isEqualTo(200);
      assertThat(health(app).is(200).data().has("concern")).isFalse();
      server.close();

      Await.until(
          "said", ofSeconds(5), () -> concern(app).startsWith("the guard's last poll fail"));
      assertThat(concern(app)).doesNotContain("127.0.0.1", "localhost", "postgres", "hunter2");
      assertThat(key.reads("a")).isEqualTo(200);
      Await.until("over", ofSeconds(10), () -> health(app).status() == 503);
      assertThat(detail(app)).isEqualTo("the guard's lease is over; the log says why");
    } finally {
      server.close();
    }
  }

  @Test
  void aDatabaseThatTakesNoWritesIsAConcern() {
    try (ConfiguredPostgres postgres = ConfiguredPostgres.start();
        TestApp app = TestApp.on(postgres.database().with("latchkey.poll = PT0.1S"))) {
      postgres.set("default_transaction_read_only = on");
      Await.until(
          "said", ofSeconds(10), () -> concern(app).startsWith("the guard's last poll failed"));

      postgres.set("default_transaction_read_only = off");
      Await.until("gone", ofSeconds(10), () -> !health(app).is(200).data().has("concern"));
    }
  }

  @Test
  void aNodeThatIsRefusedOnlyAfterItsStartSaysWhy() {
    Postgres server = Postgres.durable(folder, port);
    TestDatabase database = TestDatabase.at(server.newDatabase());
    TestApp.on(database).close();
    server.close();
    try (TestApp late = TestApp.on(database.with(SHORT))) {
      assertThat(detail(late))
          .isEqualTo("the guard has not reached the database yet; the log says why");
      server = Postgres.durable(folder, port);
      Await.until(
          "said",
          ofSeconds(20),
          () -> detail(late).startsWith("the guard is not taken: latchkey.lease is PT6S"));
    } finally {
      server.close();
    }
  }

  @Test
  void probesAndCallsAreAnsweredAtOnceThoughTheDatabaseWasNeverThere() throws Exception {
    Postgres server = Postgres.durable(folder, port);
    TestDatabase database = TestDatabase.at(server.newDatabase());
    server.close();
    try (TestApp app = TestApp.on(database)) {
      ExecutorService callers = Executors.newFixedThreadPool(24);
      long start = System.nanoTime();
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        Api api = app.api();
        String path = i % 2 == 0 ? "/v1/health" : "/v1/apikeys";
        answers.add(callers.submit(() -> api.get(path).status()));
      }
      callers.shutdown();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(503);
      }
      assertThat(System.nanoTime() - start)
          .as("one of them may try to reach the database, the others wait for nothing")
          .isLessThan(ofSeconds(12).toNanos());

      server = Postgres.durable(folder, port);
      Await.until("up by itself", ofSeconds(20), () -> app.bootstrapFile().toFile().exists());
      Await.until("ready", ofSeconds(10), () -> health(app).status() == 200);
      app.admin().get("/v1/apikeys/self").is(200);
    } finally {
      server.close();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
