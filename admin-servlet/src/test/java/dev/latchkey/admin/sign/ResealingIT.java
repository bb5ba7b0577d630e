package dev.latchkey.admin.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.admin.app.Issued;
import dev.latchkey.admin.app.Ledgers;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.SealKeys;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import dev.latchkey.admin.app.Token;
import dev.latchkey.admin.seal.Seals;
import dev.latchkey.admin.store.SigningKey;
import dev.latchkey.admin.store.jdbc.JdbcLedger;
import dev.latchkey.admin.store.jdbc.JdbcSigningKeys;
import dev.latchkey.journal.Chain;
import dev.latchkey.store.jdbc.Database;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signing keys when the key that seals them is changed. */
@OnEachDatabase(settings = SealKeys.SETTING)
final class ResealingIT {
  private final TestApp app;

  ResealingIT(TestApp app) {
    this.app = app;
  }

  private static String kid(Issued key) {
    return Token.of(key.text()).header().path("kid").asText();
  }

  @Test
  void theOldSealKeyCanGoOnceAllIsSealedUnderTheNewOne() {
    Issued before = Issued.by(app.admin(), "admin", "zones:read", "'kind':'signed'");
    Seals both = SealKeys.of(SealKeys.NEW + "," + SealKeys.OLD);
    try (Database database = Ledgers.open(app.database())) {
      JdbcLedger ledger = Ledgers.on(database, Chain.plain());
      List<SigningKey> sealed = new JdbcSigningKeys(database).signingKeys();
      assertThat(ledger.commit("test", facts -> Resealing.run(facts, both)).result().resealed())
          .isEqualTo(sealed.size());
      assertThat(ledger.commit("test", facts -> Resealing.run(facts, both)).result().resealed())
          .isZero();
      assertThat(new JdbcSigningKeys(database).signingKeys())
          .allSatisfy(key -> assertThat(both.isNewest(key.sealed())).isTrue())
          .extracting(SigningKey::kid)
          .containsExactlyElementsOf(sealed.stream().map(SigningKey::kid).toList());
    }
    TestDatabase here = TestDatabase.at(app.database().url());
    try (TestApp newer = TestApp.on(here.with("latchkey.admin.seal-keys = " + SealKeys.NEW))) {
      Issued after =
          Issued.by(newer.api().as(app.bootstrapKey()), "admin", "zones:read", "'kind':'signed'");
      assertThat(kid(after)).isEqualTo(kid(before));
      assertThat(after.reads("a")).isEqualTo(200);
    }
    reseal(SealKeys.OLD + "," + SealKeys.NEW);
  }

  @Test
  void aPrivateHalfThatWasPutInThePlaceOfAnotherDoesNotOpen() {
    Issued.by(app.admin(), "admin", "zones:read", "'kind':'signed'");
    Seals seals = SealKeys.of(SealKeys.OLD);
    try (Database database = Ledgers.open(app.database())) {
      SigningKey key = new JdbcSigningKeys(database).signingKeys().get(0);
      assertThat(PrivateHalf.open(seals, key)).isNotEmpty();
      SigningKey other =
          new SigningKey(
              "another",
              key.algorithm(),
              key.publicJwk(),
              key.sealed(),
              key.createdAt(),
              key.signsFrom(),
              key.publishedUntil());
      assertThatIllegalStateException().isThrownBy(() -> PrivateHalf.open(seals, other));
      assertThat(key.toString()).doesNotContain(key.sealed());
    }
  }

  private void reseal(String keys) {
    try (Database database = Ledgers.open(app.database())) {
      Ledgers.on(database, Chain.plain())
          .commit("test", facts -> Resealing.run(facts, SealKeys.of(keys)));
    }
  }
}
