package dev.latchkey.admin.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.admin.app.Ledgers;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import dev.latchkey.admin.mint.Mint;
import dev.latchkey.admin.store.Promise;
import dev.latchkey.journal.Chain;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Secret;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.settings.SettingsException;
import dev.latchkey.store.jdbc.Database;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A first key that whoever deploys has drawn: {@code LATCHKEY_BOOTSTRAP_KEY}. */
final class GivenKeyIT {
  private static final KeyFormat FORMAT = new KeyFormat("latchkey", List.of("live", "test"));
  private static final String GIVEN =
      FORMAT.print(
          "test",
          new KeyId("0123456789ab"),
          new Secret("abcdefghijklmnopqrstuvwxyzABCDEF"),
          new TagKey(1, new byte[TagKey.BYTES]));

  private final TestDatabase place = TestDatabase.sqlite();

  @Test
  void itWorksAlthoughItsTagIsOfNoKeyHere() {
    start(GIVEN);

    try (TestApp app = TestApp.on(place)) {
      assertThat(app.api().as(GIVEN).get("/v1/apikeys/self").is(200).data("id"))
          .isEqualTo("key_0123456789ab");
      assertThat(app.bootstrapFile()).doesNotExist();
    }
  }

  @Test
  void thePromiseIsStatedFromTheFirstMomentOn() {
    start(GIVEN);

    assertThat(place.number("SELECT lease_ms FROM latchkey_installation")).isEqualTo(60_000);
  }

  @Test
  void anotherOneAfterTheFirstStartChangesNothing() {
    start(GIVEN);
    long head = place.head();
    start("latchkey_live_anything");

    assertThat(place.head()).isEqualTo(head);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "latchkey_live_short",
        "other_live_0123456789ababcdefghijklmnopqrstuvwxyzABCDEF000000000000",
        "latchkey_live_0123456789ababcdefghijklmnopqrstuvwxyzABCDEF000000000000"
      })
  void aMalformedOneStartsNothing(String given) {
    assertThatThrownBy(() -> start(given))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("LATCHKEY_BOOTSTRAP_KEY")
        .hasMessageContaining("latchkey_live_");
    assertThat(place.head()).isZero();
    assertThat(place.number("SELECT COUNT(*) FROM latchkey_installation")).isZero();
  }

  private void start(String given) {
    try (Database database = Ledgers.open(place)) {
      new FirstStart(
              Ledgers.on(database, Chain.plain()),
              new Mint(FORMAT, new SecureRandom()),
              FORMAT,
              Optional.empty(),
              Optional.of(given),
              Promise.of(LeaseTerms.DEFAULT))
          .run();
    }
  }
}
