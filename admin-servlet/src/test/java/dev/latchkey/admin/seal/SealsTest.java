package dev.latchkey.admin.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String OLD = key();
  private static final String NEW = key();
  private static final byte[] TEXT = "a secret".getBytes(StandardCharsets.UTF_8);

  private static String key() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Seals seals(String text) {
    return Seals.parse(text, RANDOM);
  }

  @Test
  void whatWasSealedOpensWithWhatItIsBoundTo() {
    Seals seals = seals("2026:" + OLD);
    assertThat(seals.open(seals.seal(TEXT, "acme"), "acme")).isEqualTo(TEXT);
    assertThat(seals.seal(TEXT, "acme")).isNotEqualTo(seals.seal(TEXT, "acme"));
  }

  @Test
  void boundToSomethingElseItDoesNotOpen() {
    Seals seals = seals("2026:" + OLD);
    String sealed = seals.seal(TEXT, "acme");
    assertThatIllegalStateException().isThrownBy(() -> seals.open(sealed, "evil"));
  }

  @Test
  void whatWasChangedDoesNotOpen() {
    Seals seals = seals("2026:" + OLD);
    String sealed = seals.seal(TEXT, "acme");
    char last = sealed.charAt(10) == 'A' ? 'B' : 'A';
    String changed = sealed.substring(0, 10) + last + sealed.substring(11);
    assertThatIllegalStateException().isThrownBy(() -> seals.open(changed, "acme"));
    assertThatIllegalStateException().isThrownBy(() -> seals.open("2026.AAAA", "acme"));
  }

  @Test
  void anOldKeyOpensAndTheNewOneSeals() {
    String before = seals("a:" + OLD).seal(TEXT, "acme");
    Seals both = seals("b:" + NEW + ", a:" + OLD);
    assertThat(both.open(before, "acme")).isEqualTo(TEXT);
    assertThat(both.isNewest(before)).isFalse();
    assertThat(both.isNewest(both.seal(TEXT, "acme"))).isTrue();
  }

  @Test
  void aKeyThatIsMissingIsNamed() {
    String before = seals("a:" + OLD).seal(TEXT, "acme");
    Seals without = seals("b:" + NEW);
    assertThatIllegalStateException()
        .isThrownBy(() -> without.open(before, "acme"))
        .withMessage("sealed under the key a, which latchkey.admin.seal-keys lacks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a:", "a:c2hvcnQ=", "A:%s", "a:%s,", "a:%s,a:%s", "a:%sx", ":%s"})
  void keysThatCannotBeUsedAreRefusedWithoutRepeatingThem(String form) {
    String text = form.replace("%s", OLD);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> seals(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(OLD));
  }

  @Test
  void nothingOfTheKeysIsPrinted() {
    assertThat(seals("a:" + OLD)).hasToString("Seals[a]");
  }
}
