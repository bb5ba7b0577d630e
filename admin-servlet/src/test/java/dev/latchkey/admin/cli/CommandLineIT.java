package dev.latchkey.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The commands that look and the one that changes the promise. */
@OnEachDatabase
final class CommandLineIT {
  private final TestApp app;

  CommandLineIT(TestApp app) {
    this.app = app;
  }

  @Test
  void nodesListsWhoGuardsAndHowFarEachHasRead() {
    Run run = Run.of(app.folder(), "nodes");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains(Long.toString(app.database().head())).contains("yes", "PT1M");
  }

  @Test
  void observedListsWhoWouldHaveBeenRefused() {
    app.database()
        .update(
            "INSERT INTO latchkey_observed"
                + " (id, method, route, reason, why, address, requests, first_at, last_at)"
                + " VALUES ('n:1', 'GET', '/zones', 'no-credential', 'no credential',"
                + " '192.0.2.7', 42, 4000000000000, 4000000000000)");
    Run run = Run.of(app.folder(), "observed", "--since", "2030-01-01T00:00:00Z");
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).contains("42", "/zones", "no-credential", "192.0.2.7");
    assertThat(Run.of(app.folder(), "observed", "--since", "9000-01-01T00:00:00Z").out().lines())
        .hasSize(1);
  }

  @Test
  void verifyJournalSaysWholeAndWhereItEnds() {
    Run run = Run.of(app.folder(), "verify-journal");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("whole: " + app.database().head() + " entries, head ");
  }

  @Test
  void verifyJournalFailsAtTheEntryThatWasChanged() {
    try (TestApp other = TestApp.on(fresh())) {
      other.database().update("UPDATE latchkey_journal SET actor = 'nobody' WHERE number = 2");
      Run run = Run.of(other.folder(), "verify-journal");
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out()).startsWith("broken at entry 2");
    }
  }

  @Test
  void termsChangesThePromiseOfNodesThatStartFromNowOn() {
    TestDatabase database = fresh();
    try (TestApp running = TestApp.on(database)) {
      Run run = Run.of(running.folder(), "terms", "--lease", "PT10S", "--grace", "PT5S");
      assertThat(run.exit()).isZero();
      assertThat(run.out()).contains("a lease of PT10S and a grace of PT5S");
      assertThat(running.admin().get("/v1/apikeys/self").status()).isEqualTo(200);
      assertThatThrownBy(() -> TestApp.on(database).close())
          .hasMessageContaining("PT10S and PT5S in this installation");
      TestDatabase changed = database.with("latchkey.lease = PT10S", "latchkey.grace = PT5S");
      TestApp.on(changed).close();
    }
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsDone() {
    assertThat(Run.of(app.folder(), "terms", "--lease", "PT1S").err())
        .contains("latchkey: the lease is PT2S to PT1H");
    assertThat(Run.of(app.folder(), "terms").exit()).isEqualTo(2);
    Run missing = Run.of(Path.of("nowhere"), "nodes");
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).contains("there is no settings file nowhere");
  }

  private TestDatabase fresh() {
    return app.database().isSqlite() ? TestDatabase.sqlite() : TestDatabase.postgresql();
  }
}
