package dev.latchkey.key.text;

import static dev.latchkey.key.text.Printed.ID;
import static dev.latchkey.key.text.Printed.OTHER_TAG_KEY;
import static dev.latchkey.key.text.Printed.TAG_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIdTest {
  private static TokenId read(String text) {
    return TokenId.read(text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 10, 999_999_999})
  void whatIsPrintedIsReadBack(int ordinal) {
    TokenId jti = read(TokenId.print(ID, ordinal, TAG_KEY));
    assertThat(jti.id()).isEqualTo(ID);
    assertThat(jti.ordinal()).isEqualTo(ordinal);
    assertThat(jti.isTaggedBy(TAG_KEY)).isTrue();
    assertThat(jti.isTaggedBy(OTHER_TAG_KEY)).isFalse();
    assertThat(jti).hasToString("TokenId[" + ID + ", " + ordinal + "]");
  }

  @Test
  void theTagIsOverTheOrdinalToo() {
    String tag = TokenId.print(ID, 1, TAG_KEY).substring(13);
    assertThat(read(ID.value() + "1" + tag).isTaggedBy(TAG_KEY)).isTrue();
    assertThat(read(ID.value() + "2" + tag).isTaggedBy(TAG_KEY)).isFalse();
    assertThat(read(ID.value() + "11" + tag).isTaggedBy(TAG_KEY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789AB",
        "0123456789AB1",
        "0123456789ABabcdef",
        "0123456789AB0abcdef",
        "0123456789AB01abcdef",
        "0123456789ABxabcdef",
        "0123456789AB+1abcdef",
        "0123456789AB1234567890abcdef",
        "0123456789AB1abcde-",
        "0123456789A_1abcdef",
        "0123456789AB1abcdef ",
        " 0123456789AB1abcdef",
        "0123456789AB\u0661abcdef"
      })
  void anyOtherTextIsNone(String text) {
    assertThat(TokenId.read(text)).isEmpty();
  }
}
