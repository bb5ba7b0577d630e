package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.key.PublicHalf.Curve;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateHalfTest {
  private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.US_ASCII);

  /** 2²⁵⁶ − 1 and 2²⁵⁶. */
  private static final String LAST_SEED = "yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp1";

  private static final String AFTER_SEEDS = "yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp2";

  /** The order of P-256, less one and as it is. */
  private static final String LAST_SCALAR = "yhjskjgLG9F4mveDjNoE7FEJ6uE6Ktqwjcg0HJ5qCy8";

  private static final String ORDER = "yhjskjgLG9F4mveDjNoE7FEJ6uE6Ktqwjcg0HJ5qCy9";
  private static final String ZERO = "0000000000000000000000000000000000000000000";
  private static final String ONE = "0000000000000000000000000000000000000000001";

  /** Texts and public halves as other software than ours makes them. */
  @ParameterizedTest
  @CsvSource({
    "e003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf,"
        + "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
    "plpDASD0K1ayWYb78LzUeiOq2YgxnENAz8oPWacDaHj7,"
        + "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5"
        + "A/4QCLi8maQa6elWKLxk8vGyDC1+n1F3o8KU1EYimQ=="
  })
  void theSameTextBelongsToTheSamePublicHalfForEver(String text, String publicHalf) {
    PrivateHalf half = PrivateHalf.read(text);
    assertThat(half.reveal()).isEqualTo(text);
    assertThat(PublicHalf.parse(publicHalf).verifies(MESSAGE, half.sign(MESSAGE))).isTrue();
  }

  @Test
  void theLeastAndTheLargestNumbersAreTexts() {
    assertReadAgain('e' + ZERO);
    assertReadAgain('e' + LAST_SEED);
    assertReadAgain('p' + ONE);
    assertReadAgain('p' + LAST_SCALAR);
    assertThat(PrivateHalf.read('p' + ONE).curve()).isEqualTo(Curve.P256);
    assertThat(PrivateHalf.read('e' + ONE).curve()).isEqualTo(Curve.ED25519);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        'e' + AFTER_SEEDS,
        'p' + AFTER_SEEDS,
        'p' + ORDER,
        'p' + LAST_SEED,
        'p' + ZERO,
        'E' + ONE,
        'q' + ONE,
        '0' + ONE,
        "e" + "z00000000000000000000000000000000000000000z",
        "e-" + "000000000000000000000000000000000000000001",
        "e1",
        "",
        "e" + ONE + "0"
      })
  void aTextOfNoNumberIsRefusedAndNotRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrivateHalf.read(text))
        .withMessage("is an Ed25519 or P-256 private key");
  }

  @Test
  void aKeyOfAnotherCurveIsRefused() throws Exception {
    KeyPairGenerator other = KeyPairGenerator.getInstance("Ed448");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrivateHalf.of(other.generateKeyPair().getPrivate()));
  }

  @Test
  void itPrintsNothingOfItself() {
    assertThat(PrivateHalf.read('e' + ONE)).hasToString("PrivateHalf[hidden]");
  }

  private static void assertReadAgain(String text) {
    PrivateHalf half = PrivateHalf.read(text);
    assertThat(half.reveal()).isEqualTo(text);
    assertThat(half.sign(MESSAGE)).hasSize(64);
  }
}
