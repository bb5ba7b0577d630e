package dev.latchkey.admin.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what the tests show on PostgreSQL is shown on one that loses nothing. */
final class PostgresIT {
  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
  void theServerOfTheTestsIsDurable(String setting) {
    assertThat(TestDatabase.postgresql().texts("SHOW " + setting)).containsExactly("on");
  }
}
