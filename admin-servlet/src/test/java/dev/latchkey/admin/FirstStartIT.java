package dev.latchkey.admin;

import static dev.latchkey.admin.app.Body.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FirstStartIT {

  static Stream<Named<Supplier<TestDatabase>>> databases() {
    return Stream.of(
        Named.of("SQLite", TestDatabase::sqlite), Named.of("PostgreSQL", TestDatabase::postgresql));
  }

  @Test
  void theFirstKeyMayDoEverythingForADayAndOnlyItsOwnerReadsItsFile() throws IOException {
    try (TestApp app = TestApp.on(TestDatabase.sqlite())) {
      JsonNode self = app.admin().get("/v1/apikeys/self").is(200).data();

      assertThat(self.path("scopes").toString()).isEqualTo("[\"*:*\",\"apikeys:reveal\"]");
      assertThat(self.path("created_by").asText()).isEqualTo("latchkey");
      assertThat(
              Duration.between(
                  Instant.parse(self.path("created_at").asText()),
                  Instant.parse(self.path("expires_at").asText())))
          .isEqualTo(Duration.ofHours(24));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(app.bootstrapFile())))
          .isEqualTo("rw-------");
      assertThat(Files.readString(app.bootstrapFile())).isEqualTo(app.bootstrapKey() + "\n");
      assertThat(files(app.folder())).containsExactlyInAnyOrder("admin-key", "latchkey.properties");
      assertThat(Files.readString(Path.of("target/tests.log")))
          .doesNotContain(app.bootstrapKey().substring(26, 58));
    }
  }

  @Test
  void laterStartsMakeNoOtherKey() throws IOException {
    TestDatabase database = TestDatabase.sqlite();
    try (TestApp first = TestApp.on(database)) {
      final String key = first.bootstrapKey();
      final long head = database.head();
      Files.delete(first.bootstrapFile());
      try (TestApp second = TestApp.on(database)) {
        assertThat(second.bootstrapFile()).doesNotExist();
        assertThat(database.head()).isEqualTo(head);
        second.api().as(key).get("/v1/apikeys/self").is(200);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void twoAppsThatStartAtOnceMakeOneKeyThatWorksInBoth(Supplier<TestDatabase> place)
      throws Exception {
    TestDatabase database = place.get();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<TestApp> one = threads.submit(() -> TestApp.on(database));
    Future<TestApp> two = threads.submit(() -> TestApp.on(database));
    threads.shutdown();
    try (TestApp first = one.get();
        TestApp second = two.get()) {
      List<TestApp> writers =
          Stream.of(first, second).filter(app -> Files.exists(app.bootstrapFile())).toList();

      assertThat(writers).hasSize(1);
      String key = writers.get(0).bootstrapKey();
      first.api().as(key).get("/v1/apikeys/self").is(200);
      second.api().as(key).get("/v1/apikeys/self").is(200);
      assertThat(database.number("SELECT COUNT(*) FROM latchkey_key")).isEqualTo(1);
      assertThat(database.number("SELECT COUNT(*) FROM latchkey_installation")).isEqualTo(1);

      Issued issued = Issued.by(first.api().as(key), "admin", "zones:read");
      assertThat(second.api().as(issued.text()).app("GET", "/zones/a")).isEqualTo(200);
      JsonNode propagation =
          first
              .api()
              .as(key)
              .post(issued.path() + "/revoke?wait=PT10S", "")
              .is(200)
              .json()
              .path("propagation");
      assertThat(propagation.path("nodes").asInt()).isEqualTo(2);
      assertThat(propagation.path("confirmed").asInt()).isEqualTo(2);
      assertThat(second.api().as(issued.text()).app("GET", "/zones/a")).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void withoutAPlaceForTheKeyNothingStarts(Supplier<TestDatabase> place) {
    TestDatabase database = place.get();

    assertThatThrownBy(() -> TestApp.on(database, TestDatabase.newFolder()))
        .hasMessageContaining("latchkey.bootstrap.file is missing");
    assertNothingIsHalfDone(database);
    try (TestApp app = TestApp.on(database)) {
      app.admin().get("/v1/apikeys/self").is(200);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    TestDatabase database = TestDatabase.sqlite();
    Path folder = TestDatabase.newFolder();
    Path file = Files.writeString(folder.resolve("a-file"), "x");
    for (Path wrong : List.of(file.resolve("admin-key"), folder, Path.of("/proc/none/key"))) {
      assertThatThrownBy(
              () -> TestApp.on(database.with("latchkey.bootstrap.file = " + wrong), folder))
          .hasMessageContaining("latchkey.bootstrap.file: " + wrong);
      assertNothingIsHalfDone(database);
    }
    assertThat(files(folder)).containsExactlyInAnyOrder("a-file", "latchkey.properties");
    try (TestApp app = TestApp.on(database)) {
      app.admin().put("/v1/accounts/acme", json("{'name':'Acme'}")).is(201);
    }
  }

  @Test
  void aFolderThatIsNotThereIsMade() {
    TestDatabase database = TestDatabase.sqlite();
    Path folder = TestDatabase.newFolder();
    Path file = folder.resolve("not/there/yet");
    try (TestApp app = TestApp.on(database.with("latchkey.bootstrap.file = " + file), folder)) {
      assertThat(file).exists();
      app.api().get("/v1/health").is(200);
    }
  }

  @Test
  void aMigrationThatFailsIsTriedAgain() {
    TestDatabase database = TestDatabase.postgresql();
    database.update("CREATE TABLE latchkey_key (id INTEGER)");
    try (TestApp app = TestApp.on(database)) {
      app.api().get("/v1/health").is(503);
      app.api().get("/openapi.json").is(200);
      database.update("DROP TABLE latchkey_key");
      Await.until(
          "it is ready",
          Duration.ofSeconds(10),
          () -> app.api().app("GET", "/latchkey/v1/health") == 200);
      app.admin().get("/v1/apikeys/self").is(200);
    }
  }

  private static void assertNothingIsHalfDone(TestDatabase database) {
    for (String table : List.of("installation", "account", "user", "key", "secret", "tag_key")) {
      assertThat(database.number("SELECT COUNT(*) FROM latchkey_" + table)).as(table).isZero();
    }
    assertThat(database.head()).isZero();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
