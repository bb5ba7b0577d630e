package dev.latchkey.admin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.journal.Node;
import dev.latchkey.journal.NotTakenException;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.DatabaseSettings;
import dev.latchkey.store.jdbc.JdbcFeed;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A schema that is ahead of the guards: additions do no harm, and what does says so. */
@OnEachDatabase
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RollingUpgradeIT {
  private final TestApp app;

  RollingUpgradeIT(TestApp app) {
    this.app = app;
  }

  @Test
  @Order(1)
  void aGuardOfThisVersionWorksOnASchemaOfTheNext() {
    Issued before = Issued.by(app.admin(), "admin", "zones:read");
    upgrade();

    assertThat(before.reads("a")).isEqualTo(200);
    Issued after = Issued.by(app.admin(), "admin", "zones:read");
    assertThat(after.reads("a")).isEqualTo(200);
    app.admin().post(after.path() + "/revoke", "").is(200);
    assertThat(after.reads("a")).isEqualTo(401);
    try (TestApp started = TestApp.on(app.database())) {
      assertThat(started.api().as(before.text()).app("GET", "/zones/a")).isEqualTo(200);
    }
  }

  @Test
  @Order(2)
  void aGuardThatIsTooOldDoesNotJoinAndSaysWhy() {
    final Issued key = Issued.by(app.admin(), "admin", "zones:read");
    app.database()
        .update("UPDATE latchkey_installation SET oldest_guard = " + (JdbcFeed.SCHEMA + 1));

    assertThat(key.reads("a")).isEqualTo(200);
    try (Database database = open()) {
      Node node = new Node("new", "new", LeaseTerms.DEFAULT);
      assertThatThrownBy(() -> new JdbcFeed(database).join(node))
          .isInstanceOf(NotTakenException.class)
          .hasMessage("the database was upgraded beyond this guard: update latchkey-filter");
    }
    assertThat(app.database().number("SELECT COUNT(*) FROM latchkey_node")).isEqualTo(1);
  }

  private void upgrade() {
    try (Database database = open()) {
      new Migrations(
              database,
              "classpath:dev/latchkey/admin/migrations",
              "classpath:dev/latchkey/admin/next")
          .apply();
    }
  }

  private Database open() {
    return Database.open(
        DatabaseSettings.at(app.database().url()), "upgrade", Duration.ofSeconds(15));
  }
}
