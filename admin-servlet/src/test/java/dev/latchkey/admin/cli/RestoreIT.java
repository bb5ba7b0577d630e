package dev.latchkey.admin.cli;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that was put back seals its nodes until the command line says otherwise. */
@ParameterizedClass
@MethodSource("databases")
final class RestoreIT {
  private final TestDatabase database;

  RestoreIT(Supplier<TestDatabase> place) {
    this.database = place.get().with("latchkey.poll = PT0.1S");
  }

  static Stream<Named<Supplier<TestDatabase>>> databases() {
    return Stream.of(
        Named.of("SQLite", TestDatabase::sqlite), Named.of("PostgreSQL", TestDatabase::postgresql));
  }

  /** What a restore of a copy leaves that was made when the journal ended at {@code number}. */
  private void putBack(long number) {
    List<String> hash =
        database.texts("SELECT hash FROM latchkey_journal WHERE number = " + number);
    database.together(
        "DELETE FROM latchkey_journal WHERE number > " + number,
        "UPDATE latchkey_head SET number = " + number + ", hash = '" + hash.get(0) + "'",
        "UPDATE latchkey_key SET revoked_at = NULL, revoked_by = NULL, revoked_reason = NULL");
  }

  @Test
  void sealedNodesFollowItOnlyAfterAnOperatorAcceptedItAndStillRefuseWhatTheyKnowIsRevoked() {
    try (TestApp app = TestApp.on(database)) {
      Issued kept = Issued.by(app.admin(), "admin", "zones:read");
      Issued revoked = Issued.by(app.admin(), "admin", "zones:read");
      assertThat(revoked.reads("a")).isEqualTo(200);
      final long copied = database.head();
      app.admin().post(revoked.path() + "/revoke", "{\"reason\":\"leaked\"}").is(200);
      putBack(copied);

      Await.until("sealed", ofSeconds(10), () -> app.api().get("/v1/health").status() == 503);
      assertThat(kept.reads("a")).isEqualTo(503);
      Await.until(
          "revoked again",
          ofSeconds(10),
          () -> database.number("SELECT COUNT(*) FROM latchkey_key WHERE revoked_at > 0") == 1);
      assertThat(kept.reads("a")).isEqualTo(503);

      Run look = Run.of(app.folder(), "unseal");
      assertThat(look.exit()).isZero();
      assertThat(look.out())
          .contains("ends at entry " + database.head())
          .contains("Its chain is whole.")
          .contains("--entry " + database.head());
      assertThat(kept.reads("a")).isEqualTo(503);

      Run wrong = Run.of(app.folder(), "unseal", "--entry", Long.toString(copied));
      assertThat(wrong.exit()).isEqualTo(1);
      assertThat(wrong.err())
          .isEqualToIgnoringNewLines(
              "latchkey: the journal ends at entry %d, not at %d: look again"
                  .formatted(database.head(), copied));

      String head = Long.toString(database.head());
      Run right = Run.of(app.folder(), "unseal", "--entry", head, "--reason", "disk lost");
      assertThat(right.exit()).isZero();
      Await.until("serves again", ofSeconds(10), () -> kept.reads("a") == 200);
      assertThat(revoked.reads("a")).isEqualTo(401);
      JsonNode accepted = app.admin().get("/v1/audit?action=history.accept").is(200).data().get(0);
      assertThat(accepted.path("actor").asText()).startsWith("cli:");
      assertThat(accepted.path("detail").path("reason").asText()).isEqualTo("disk lost");
    }
  }

  @Test
  void aSqliteFileThatWasPutBackWhileNothingRanSealsTheNextStart() throws IOException {
    assumeTrue(database.isSqlite());
    Path copy = database.file().resolveSibling("copy.db");
    try (TestApp app = TestApp.on(database)) {
      database.update("VACUUM INTO '" + copy + "'");
      Issued.by(app.admin(), "admin", "zones:read");
    }
    Files.copy(copy, database.file(), StandardCopyOption.REPLACE_EXISTING);
    for (String beside : List.of("-wal", "-shm")) {
      Files.deleteIfExists(Path.of(database.file() + beside));
    }
    try (TestApp again = TestApp.on(database)) {
      again.api().get("/v1/health").is(503);
      Run.of(again.folder(), "unseal", "--entry", Long.toString(database.head()));
      Await.until(
          "serves again", ofSeconds(10), () -> again.api().get("/v1/health").status() == 200);
    }
  }

  @Test
  void forAWhileAfterwardsTheListOfNodesIsNotTakenForWhole() {
    try (TestApp app = TestApp.on(database)) {
      Issued key = Issued.by(app.admin(), "admin", "zones:read");
      Run.of(app.folder(), "unseal", "--entry", Long.toString(database.head()));

      assertThat(Run.of(app.folder(), "nodes").out()).contains("others may serve");
      String until = app.admin().get("/v1/nodes").is(200).json().path("others_until").asText();
      assertThat(Instant.parse(until)).isBetween(Instant.now(), Instant.now().plusSeconds(61));
      JsonNode told =
          app.admin().post(key.path() + "/revoke", "").is(200).json().path("propagation");
      assertThat(told.path("nodes").asInt()).isEqualTo(2);
      assertThat(told.path("confirmed").asInt()).isEqualTo(1);
      assertThat(told.has("effective_by")).isTrue();
      assertThat(told.path("millis").asInt()).isLessThan(2000);
    }
  }
}
