package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-02-01T00:00:00Z");
  private static final Optional<Revocation> REVOKED =
      Optional.of(new Revocation(START, "user:ada", "leaked"));

  private static ApiKey key(boolean enabled, Optional<Revocation> revocation) {
    return new ApiKey(
        new KeyId("0123456789AB"),
        new AccountId("acme"),
        Optional.empty(),
        Scopes.NONE,
        Optional.of(START),
        Optional.of(END),
        enabled,
        revocation,
        Networks.ANYWHERE,
        false);
  }

  @Test
  void aKeyIsActiveFromItsStartUntilJustBeforeItsEnd() {
    ApiKey key = key(true, Optional.empty());
    assertThat(key.status(START.minusNanos(1))).isEqualTo(KeyStatus.SCHEDULED);
    assertThat(key.status(START)).isEqualTo(KeyStatus.ACTIVE);
    assertThat(key.status(END.minusNanos(1))).isEqualTo(KeyStatus.ACTIVE);
    assertThat(key.status(END)).isEqualTo(KeyStatus.EXPIRED);
    assertThat(key.status(Instant.MAX)).isEqualTo(KeyStatus.EXPIRED);
    assertThat(key.status(Instant.MIN)).isEqualTo(KeyStatus.SCHEDULED);
  }

  @Test
  void theSwitchOutranksTheStartAndTheEndOutranksTheSwitch() {
    ApiKey disabled = key(false, Optional.empty());
    assertThat(disabled.status(START.minusNanos(1))).isEqualTo(KeyStatus.DISABLED);
    assertThat(disabled.status(START)).isEqualTo(KeyStatus.DISABLED);
    assertThat(disabled.status(END)).isEqualTo(KeyStatus.EXPIRED);
  }

  @Test
  void revocationOutranksEverythingAtAllTimes() {
    for (ApiKey revoked : new ApiKey[] {key(true, REVOKED), key(false, REVOKED)}) {
      assertThat(revoked.status(Instant.MIN)).isEqualTo(KeyStatus.REVOKED);
      assertThat(revoked.status(START)).isEqualTo(KeyStatus.REVOKED);
      assertThat(revoked.status(Instant.MAX)).isEqualTo(KeyStatus.REVOKED);
    }
  }

  @Test
  void aKeyWithoutStartAndEndIsActiveAtAllTimes() {
    ApiKey key =
        new ApiKey(
            new KeyId("0123456789AB"),
            new AccountId("acme"),
            Optional.empty(),
            Scopes.NONE,
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            Networks.ANYWHERE,
            false);
    assertThat(key.status(Instant.MIN)).isEqualTo(KeyStatus.ACTIVE);
    assertThat(key.status(Instant.MAX)).isEqualTo(KeyStatus.ACTIVE);
  }

  @Test
  void aSecretWorksUntilJustBeforeItsEnd() {
    Proof proof = new Proof.OfSecret(Digest.of(new byte[Digest.BYTES]));
    SecretRecord secret = new SecretRecord(1, proof, START, Optional.of(END));
    assertThat(secret.worksAt(END.minusNanos(1))).isTrue();
    assertThat(secret.worksAt(END)).isFalse();
    assertThat(new SecretRecord(2, proof, START, Optional.empty()).worksAt(Instant.MAX)).isTrue();
  }

  @Test
  void theApiSpeaksOfAStatusInLowerCase() {
    assertThat(KeyStatus.REVOKED.word()).isEqualTo("revoked");
  }
}
