package dev.latchkey.admin.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Scope;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.UseRecord;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.DatabaseSettings;
import dev.latchkey.store.jdbc.JdbcUsageSink;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told is added up once, whoever does it and however often. The app has stopped. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
final class UsageRollUpIT {
  private static final Duration DAYS = Duration.ofDays(400);

  private final TestDatabase where;
  @AutoClose private final Database database;
  private final JdbcUsageSink sink;
  private final UsageRollUp rollUp;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private KeyId key = new KeyId("000000000000");

  UsageRollUpIT(boolean sqlite) {
    this.where = sqlite ? TestDatabase.sqlite() : TestDatabase.postgresql();
    this.database =
        Database.open(DatabaseSettings.at(where.url()), "usage", Duration.ofSeconds(15));
    this.sink = new JdbcUsageSink(database);
    this.rollUp = new UsageRollUp(database);
  }

  @BeforeEach
  void issueAKey() {
    try (TestApp app = TestApp.on(where)) {
      key = KeyId.parse(Issued.by(app.admin(), "admin", "zones:read").id());
    }
    rollUp.run();
    for (String table : List.of("hour", "secret", "scope", "address", "unproven", "node")) {
      where.update("DELETE FROM latchkey_use_" + table);
    }
  }

  private UseRecord use(long allowed, Instant at, String address) {
    return new UseRecord(
        Optional.of(key),
        1,
        at.truncatedTo(ChronoUnit.MINUTES),
        at,
        Map.of("allowed", allowed),
        Map.of(Scope.of("zones", "read"), allowed),
        List.of(address),
        address,
        "curl");
  }

  private UseRecord use(long allowed) {
    return use(allowed, now, "192.0.2.1");
  }

  private long requests() {
    return where.number("SELECT COALESCE(SUM(requests), 0) FROM latchkey_use_hour");
  }

  @Test
  void whatIsToldIsAddedUpAndGone() {
    sink.append("n", 1, List.of(use(2), use(3)));
    rollUp.run();
    rollUp.run();

    assertThat(requests()).isEqualTo(5);
    assertThat(where.number("SELECT requests FROM latchkey_use_scope")).isEqualTo(5);
    assertThat(where.number("SELECT COUNT(*) FROM latchkey_use")).isZero();
  }

  @Test
  void whatComesTwiceIsAddedUpOnceThoughTheFirstIsGone() {
    sink.append("n", 1, List.of(use(2)));
    sink.append("n", 1, List.of(use(2)));
    rollUp.run();
    sink.append("n", 1, List.of(use(2)));
    rollUp.run();

    assertThat(requests()).isEqualTo(2);
    assertThat(where.number("SELECT COUNT(*) FROM latchkey_use")).isZero();
  }

  @Test
  void nodesCountTheirRowsEachForItself() {
    sink.append("a", 1, List.of(use(1)));
    rollUp.run();
    sink.append("b", 1, List.of(use(1)));
    rollUp.run();

    assertThat(requests()).isEqualTo(2);
  }

  @Test
  void severalAtOnceAddUpNothingTwice() throws Exception {
    int rows = 3000;
    for (int i = 0; i < rows; i += 500) {
      List<UseRecord> uses = new ArrayList<>();
      for (int j = 0; j < 500; j++) {
        uses.add(use(1));
      }
      sink.append("n" + i % 3, i + 1, uses);
    }
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        running.add(pool.submit(rollUp::run));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(requests()).isEqualTo(rows);
  }

  @Test
  void theLatestUseStaysWhoeverTellsOfItFirst() {
    sink.append("a", 1, List.of(use(1, now, "192.0.2.9")));
    sink.append("b", 1, List.of(use(1, now.minusSeconds(120), "192.0.2.1")));
    rollUp.run();

    assertThat(where.texts("SELECT address FROM latchkey_use_secret")).containsExactly("192.0.2.9");
    assertThat(where.number("SELECT last_at FROM latchkey_use_secret"))
        .isEqualTo(now.toEpochMilli());
    assertThat(where.number("SELECT first_at FROM latchkey_use_secret"))
        .isEqualTo(now.minusSeconds(120).truncatedTo(ChronoUnit.MINUTES).toEpochMilli());
  }

  @Test
  void aKeyThatIsGoneIsDroppedAndNothingElseWithIt() {
    UseRecord gone =
        new UseRecord(
            Optional.of(new KeyId("gonegonegone")),
            1,
            now,
            now,
            Map.of("allowed", 1L),
            Map.of(),
            List.of("192.0.2.1"),
            "192.0.2.1",
            "curl");
    sink.append("n", 1, List.of(gone, use(1)));
    rollUp.run();

    assertThat(requests()).isEqualTo(1);
    assertThat(where.number("SELECT COUNT(*) FROM latchkey_use")).isZero();
  }

  @Test
  void whatNoGuardOfOursWritesDoesNoHarm() {
    long future = now.plus(Duration.ofDays(9)).toEpochMilli();
    where.update(
        "INSERT INTO latchkey_use (node, number, key_id, ordinal, from_at, last_at, outcomes, scopes,"
            + " addresses, address, agent) VALUES ('n', 1, '"
            + key.value()
            + "', 1, "
            + future
            + ", "
            + future
            + ", 'allowed=-5 allowed=x =3 ALLOWED=1 allowed=2', 'nonsense=1 *=1 a:b=1', '', 'x', '')");
    rollUp.run();

    assertThat(requests()).isEqualTo(2);
    assertThat(where.texts("SELECT scope FROM latchkey_use_scope")).containsExactly("a:b");
    assertThat(where.number("SELECT last_at FROM latchkey_use_secret"))
        .isLessThanOrEqualTo(System.currentTimeMillis());
  }

  @Test
  void whatIsOlderThanItIsKeptGoesAndWhenASecretWasUsedStays() {
    Instant old = now.minus(DAYS).minus(Duration.ofHours(2));
    sink.append("n", 1, List.of(use(1, old, "192.0.2.1"), use(1)));
    sink.append("n", 3, List.of(use(1, old, "192.0.2.2")));
    rollUp.run();
    assertThat(where.number("SELECT COUNT(*) FROM latchkey_use_address")).isEqualTo(2);

    new UsageRetention(database, TimeSource.SYSTEM, DAYS).run();
    assertThat(requests()).isEqualTo(1);
    assertThat(where.texts("SELECT address FROM latchkey_use_address"))
        .containsExactly("192.0.2.1");
    assertThat(where.number("SELECT COUNT(*) FROM latchkey_use_secret")).isEqualTo(1);
  }

  @Test
  void theAddressOfALastUseIsNotKeptLongerThanOthers() {
    Instant old = now.minus(DAYS).minus(Duration.ofHours(2));
    sink.append("n", 1, List.of(use(1, old, "192.0.2.1")));
    rollUp.run();
    new UsageRetention(database, TimeSource.SYSTEM, DAYS).run();

    assertThat(where.texts("SELECT address FROM latchkey_use_secret")).containsExactly("null");
    assertThat(where.number("SELECT last_at FROM latchkey_use_secret"))
        .isEqualTo(old.toEpochMilli());
  }

  @Test
  void aSecretKeepsItsThousandLatestAddresses() {
    List<UseRecord> uses = new ArrayList<>();
    for (int i = 0; i < 1100; i++) {
      uses.add(use(1, now.minusSeconds(i), "10.0." + i / 256 + "." + i % 256));
    }
    sink.append("n", 1, uses);
    rollUp.run();
    new UsageRetention(database, TimeSource.SYSTEM, DAYS).run();

    assertThat(where.number("SELECT COUNT(*) FROM latchkey_use_address")).isEqualTo(1000);
    assertThat(where.texts("SELECT address FROM latchkey_use_address WHERE address = '10.0.0.0'"))
        .hasSize(1);
  }
}
