package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @Test
  void aKeyIdIsShownWithItsPrefixAndReadAgain() {
    KeyId id = new KeyId("0123456789Az");
    assertThat(id).hasToString("key_0123456789Az");
    assertThat(KeyId.parse("key_0123456789Az")).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789A",
        "0123456789ABC",
        "0123456789A_",
        "0123456789A ",
        "0123456789A\u00e9",
        "0123456789A\uff11",
        "0123456789A\n"
      })
  void aKeyIdHasTwelveLettersAndDigits(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyId(value))
        .withMessage("a key id has 12 letters and digits");
    assertThatIllegalArgumentException().isThrownBy(() -> KeyId.parse("key_" + value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789AB", "KEY_0123456789AB", "key-0123456789AB", " key_"})
  void aKeyIdStartsWithItsPrefix(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyId.parse(text))
        .withMessage("a key id starts with key_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "ada@example.com", "A-z_0.~", "...", "-"})
  void aNameIsTakenAsItIs(String name) {
    assertThat(new UserId(name)).hasToString(name);
    assertThat(new AccountId(name)).hasToString(name);
  }

  @Test
  void aNameHasUpTo64Characters() {
    assertThat(new UserId("x".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new UserId("x".repeat(65)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "a:b", "a*", "a\nb", "a%2fb", "é", "a\u0000"})
  void aNameThatPathsLogsOrTheJournalCouldMisreadIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserId(name))
        .withMessage("user id takes 1 to 64 characters of A-Z a-z 0-9 . _ ~ @ -");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AccountId(name))
        .withMessage("account id takes 1 to 64 characters of A-Z a-z 0-9 . _ ~ @ -");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aNameIsNoDotSegment(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AccountId(name))
        .withMessage("account id cannot be a dot segment");
  }
}
