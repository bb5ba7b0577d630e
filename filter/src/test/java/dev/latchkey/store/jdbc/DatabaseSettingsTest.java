package dev.latchkey.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
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

  @Test
  void whatADriverSaysIsRepeatedWithoutPasswords() {
    DatabaseSettings settings =
        new DatabaseSettings(
            "jdbc:postgresql://db/a?password=hunter2&x=y",
            Optional.empty(),
            Optional.of("letmein"),
            DatabaseSettings.DEFAULT_POOL,
            Optional.empty());
    assertThat(settings.withoutSecrets("Unable to parse URL " + settings.place() + ", letmein"))
        .isEqualTo("Unable to parse URL jdbc:postgresql://db/a?password=…&x=y, …");
    assertThat(DatabaseSettings.at("jdbc:sqlite:/a").withoutSecrets("as it is"))
        .isEqualTo("as it is");
  }
}
