package dev.latchkey.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TirelessSourceTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final AtomicInteger tries = new AtomicInteger();

  private Connection openAfter(int failures) throws SQLException {
    if (tries.incrementAndGet() <= failures) {
      throw new SQLException("refused " + tries);
    }
    return SqliteDriver.connect("jdbc:sqlite::memory:", new Properties());
  }

  @Test
  void triesUntilItSucceeds() throws SQLException {
    TirelessSource source = new TirelessSource(() -> openAfter(20), SHORT);

    try (Connection connection = source.getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
    assertThat(tries).hasValue(21);
    assertThat(source.failure()).isEmpty();
  }

  @Test
  void stopsWhenThePoolIsClosedAndTellsWhyItHadNoConnection() {
    TirelessSource source = new TirelessSource(() -> openAfter(20), SHORT);

    Thread.currentThread().interrupt();

    assertThatThrownBy(source::getConnection).hasMessage("refused 1");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(source.failure().orElseThrow().getMessage()).isEqualTo("refused 1");
  }

  @Test
  void waitsForATryAsLongAsItIsToldWhenThePoolIsClosed() {
    TirelessSource source = new TirelessSource(() -> openAfter(0));
    source.setLoginTimeout(3);

    assertThat(source.getLoginTimeout()).isEqualTo(3);
  }
}
