package dev.latchkey.guard.lookup.keypair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.key.KeyId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenNonceTest {
  private static final KeyId KEY = new KeyId("0123456789AB");
  private static final KeyId OTHER = new KeyId("0123456789AC");
  private static final Instant END = Instant.EPOCH;

  private static String id(KeyId key, String chosen) {
    return ChosenNonce.of(key, chosen, END).id();
  }

  @Test
  void twoHoldersMayChooseTheSame() {
    assertThat(id(KEY, "once")).isEqualTo(id(KEY, "once")).isNotEqualTo(id(OTHER, "once"));
    assertThat(id(KEY, "once")).isNotEqualTo(id(KEY, "Once"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\n", "é", "a,b", "'"})
  void whatIsNoPlainWordIsNone(String chosen) {
    assertThatIllegalArgumentException().isThrownBy(() -> ChosenNonce.of(KEY, chosen, END));
  }

  @Test
  void itIsAsLongAsAStoreTakesHoweverLongItWasChosen() {
    assertThat(id(KEY, "x".repeat(64))).hasSizeLessThanOrEqualTo(100);
    assertThatIllegalArgumentException().isThrownBy(() -> ChosenNonce.of(KEY, "x".repeat(65), END));
  }
}
