package dev.latchkey.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {
  /** The driver would refuse such a URL too, and log it whole. */
  @Test
  void aPasswordInFrontOfTheHostIsRefusedAndNeverRepeated() {
    assertThatThrownBy(() -> DatabaseSettings.at("jdbc:postgresql://bob:hunter2@127.0.0.1/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latchkey.database.password")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void anAtSignBehindTheHostIsNoUser() {
    DatabaseSettings settings =
        DatabaseSettings.at("jdbc:postgresql://db.example.com/a@b?user=bob@c&password=hunter2");
    assertThat(settings).hasToString("DatabaseSettings[jdbc:postgresql://db.example.com/a@b]");
  }
}
