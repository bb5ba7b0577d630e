package dev.latchkey.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Answer;
import dev.latchkey.admin.app.Api;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The key from outside changes, and what is sealed follows. */
@ParameterizedClass
@MethodSource("databases")
final class ResealIT {
  private static final String OLD = "2025:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  private static final String NEW = "2026:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final TestDatabase database;
  private final Path folder = TestDatabase.newFolder();

  ResealIT(Supplier<TestDatabase> place) {
    this.database =
        place
            .get()
            .with(
                "latchkey.admin.recoverable = on",
                "latchkey.bootstrap.file = " + folder.resolve("admin-key"));
  }

  static Stream<Named<Supplier<TestDatabase>>> databases() {
    return Stream.of(
        Named.of("SQLite", TestDatabase::sqlite), Named.of("PostgreSQL", TestDatabase::postgresql));
  }

  private TestApp with(String sealKeys) {
    return TestApp.on(database.with("latchkey.admin.seal-keys = " + sealKeys), folder);
  }

  private static List<Issued> issue(Api api, int count) {
    List<Issued> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(Issued.by(api, "admin", "zones:read"));
    }
    return keys;
  }

  private static Answer reveal(TestApp app, Issued key) {
    return app.admin().post(key.path() + "/reveal", "");
  }

  private List<String> notUnder(String name) {
    return database.texts(
        "SELECT key_id FROM latchkey_sealed_secret WHERE sealed NOT LIKE '" + name + ".%'");
  }

  private long entries() {
    return database.number("SELECT COUNT(*) FROM latchkey_journal WHERE action = 'secrets.reseal'");
  }

  @Test
  void whatIsSealedUnderTheOldKeyFollowsInBatchesAndTheOldKeyMayGo() {
    List<Issued> keys;
    try (TestApp app = with(OLD)) {
      keys = issue(app.admin(), 203);
    }
    try (TestApp app = with(NEW + "," + OLD)) {
      keys.addAll(issue(app.admin(), 2));
      assertThat(notUnder("2026")).hasSize(203);
      Run run = Run.of(app.folder(), "reseal");
      assertThat(run.err()).isEmpty();
      assertThat(run.exit()).isZero();
      assertThat(run.out())
          .contains("secrets: 203 sealed anew, 2 were under 2026 already.")
          .contains("may be taken out");
      assertThat(notUnder("2026")).isEmpty();
      assertThat(entries()).isEqualTo(1);

      assertThat(Run.of(app.folder(), "reseal").out()).contains("0 sealed anew, 205 were");
      assertThat(entries()).isEqualTo(1);
      assertThat(Run.of(app.folder(), "verify-journal").exit()).isZero();
    }
    try (TestApp app = with(NEW)) {
      for (Issued key : List.of(keys.get(0), keys.get(202), keys.get(204))) {
        assertThat(reveal(app, key).is(200).data("key")).isEqualTo(key.text());
      }
    }
  }

  @Test
  void signingKeysFollowToo() {
    String signed = "'kind':'signed'";
    try (TestApp app = with(OLD)) {
      Issued.by(app.admin(), "admin", "zones:read", signed);
    }
    try (TestApp app = with(NEW)) {
      Run run = Run.of(app.folder(), "reseal");
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out())
          .contains("signing keys: 0 sealed anew", "the signing key", "the key 2025")
          .doesNotContain("may be taken out");
    }
    try (TestApp app = with(NEW + "," + OLD)) {
      Run run = Run.of(app.folder(), "reseal");
      assertThat(run.exit()).isZero();
      assertThat(run.out()).contains("signing keys: 1 sealed anew, 0 were under 2026 already.");
      assertThat(
              database.number(
                  "SELECT COUNT(*) FROM latchkey_journal WHERE action = 'signing-key.reseal'"))
          .isEqualTo(1);
      assertThat(Run.of(app.folder(), "verify-journal").exit()).isZero();
    }
    try (TestApp app = with(NEW)) {
      assertThat(Issued.by(app.admin(), "admin", "zones:read", signed).reads("a")).isEqualTo(200);
    }
  }

  @Test
  void aKeyThatIsMissingIsNamedAndNothingIsLost() {
    List<Issued> keys;
    try (TestApp app = with(OLD)) {
      keys = issue(app.admin(), 2);
    }
    try (TestApp app = with(NEW)) {
      long head = database.head();
      assertThat(reveal(app, keys.get(0)).is(409, "conflict").text())
          .contains("the key 2025")
          .doesNotContain("AAAA");
      Run run = Run.of(app.folder(), "reseal");
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out()).contains("2 stay as they are", "the key 2025 is not among");
      assertThat(database.head()).isEqualTo(head);
    }
    try (TestApp app = with(NEW + "," + OLD)) {
      assertThat(reveal(app, keys.get(0)).is(200).data("key")).isEqualTo(keys.get(0).text());
    }
  }

  @Test
  void aCopyThatIsBrokenKeepsNoOtherFromFollowing() {
    List<Issued> keys;
    try (TestApp app = with(OLD)) {
      keys = issue(app.admin(), 3);
    }
    database.update(
        "UPDATE latchkey_sealed_secret SET sealed = '2025.AAAA' WHERE key_id = ?",
        keys.get(1).id().substring(4));
    try (TestApp app = with(NEW + "," + OLD)) {
      Run run = Run.of(app.folder(), "reseal");
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out())
          .contains("2 sealed anew", "1 stay as they are", "secret 1 of " + keys.get(1).id());
      assertThat(notUnder("2026")).hasSize(1);
    }
  }

  @Test
  void withoutKeysFromOutsideThereIsNothingToDo() {
    TestDatabase plain = database.isSqlite() ? TestDatabase.sqlite() : TestDatabase.postgresql();
    try (TestApp app = TestApp.on(plain)) {
      Run run = Run.of(app.folder(), "reseal");
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err()).contains("there are no latchkey.admin.seal-keys");
    }
  }
}
