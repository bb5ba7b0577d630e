package dev.latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** All nodes of an installation make one promise: its lease and its grace. */
@ParameterizedClass
@MethodSource("databases")
final class PromiseIT {
  private static final String[] TERMS = {"latchkey.lease = PT10S", "latchkey.grace = PT30S"};

  private final TestDatabase database;

  PromiseIT(Supplier<TestDatabase> place) {
    this.database = place.get();
  }

  static Stream<Named<Supplier<TestDatabase>>> databases() {
    return Stream.of(
        Named.of("SQLite", TestDatabase::sqlite), Named.of("PostgreSQL", TestDatabase::postgresql));
  }

  @Test
  void theFirstStartStatesItAndTheNextAgrees() {
    TestApp.on(database.with(TERMS)).close();
    assertThat(database.texts("SELECT lease_ms FROM latchkey_installation"))
        .containsExactly("10000");
    assertThat(database.texts("SELECT grace_ms FROM latchkey_installation"))
        .containsExactly("30000");
    TestApp.on(database.with(TERMS)).close();
  }

  @Test
  void aDatabaseOfTheVersionBeforeIsGivenOne() {
    TestApp.on(database).close();
    database.update("UPDATE latchkey_installation SET lease_ms = NULL, grace_ms = NULL");
    TestApp.on(database.with(TERMS)).close();
    assertThat(database.number("SELECT grace_ms FROM latchkey_installation")).isEqualTo(30000);
  }

  @Test
  void aNodeWithOtherSettingsDoesNotStartAndIsToldTheRightOnes() {
    TestApp.on(database.with(TERMS)).close();
    for (TestDatabase other :
        Stream.of(
                database,
                database.with("latchkey.lease = PT10S"),
                database.with("latchkey.lease = PT10S", "latchkey.grace = PT31S"),
                database.with("latchkey.lease = PT9S", "latchkey.grace = PT30S"))
            .toList()) {
      assertThatThrownBy(() -> TestApp.on(other).close())
          .hasMessageContaining("latchkey.lease is PT")
          .hasMessageContaining("PT10S and PT30S in this installation: set the same");
    }
    assertThat(database.number("SELECT COUNT(*) FROM latchkey_node")).isZero();
  }

  @Test
  void aSilentNodeIsAwaitedForItsLeaseAndItsGrace() {
    try (TestApp app = TestApp.on(database.with(TERMS))) {
      Issued key = Issued.by(app.admin(), "admin", "zones:read");
      database.update(
          "INSERT INTO latchkey_node (id, name, entry, lease_ms, grace_ms, beat_at)"
              + " VALUES ('gone', 'gone', 0, 10000, 30000, 0)");
      Instant before = Instant.now();
      JsonNode told =
          app.admin().post(key.path() + "/revoke?wait=PT1S", "").is(200).json().path("propagation");

      assertThat(told.path("nodes").asInt()).isEqualTo(2);
      assertThat(told.path("confirmed").asInt()).isEqualTo(1);
      assertThat(Duration.between(before, Instant.parse(told.path("effective_by").asText())))
          .isBetween(Duration.ofMillis(39_990), Duration.ofSeconds(45));
      JsonNode nodes = app.admin().get("/v1/nodes").is(200).data();
      assertThat(nodes.findValuesAsText("grace_seconds")).containsExactly("30", "30");
      assertThat(nodes.findValuesAsText("live")).containsExactlyInAnyOrder("true", "false");
    }
  }
}
