package dev.latchkey.key.text;

import static dev.latchkey.key.text.Printed.FORMAT;
import static dev.latchkey.key.text.Printed.ID;
import static dev.latchkey.key.text.Printed.OTHER_TAG_KEY;
import static dev.latchkey.key.text.Printed.PREFIX;
import static dev.latchkey.key.text.Printed.SECRET;
import static dev.latchkey.key.text.Printed.TAG_KEY;
import static dev.latchkey.key.text.Printed.withChecksum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.PrivateHalf;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairKeyTest {
  private static final String EDWARDS = "e003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf";

  private static final String BODY = "0123456789AB" + EDWARDS;

  private static String text(String half) {
    return FORMAT.print("live", ID, PrivateHalf.read(half), TAG_KEY);
  }

  /** Made with other software than ours. */
  @Test
  void theSameFactsArePrintedAsTheSameTextForEver() {
    assertThat(text(EDWARDS))
        .isEqualTo(
            "dnscale_live_0123456789ABe003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlfS87MWv2CjCw1");
    assertThat(text("plpDASD0K1ayWYb78LzUeiOq2YgxnENAz8oPWacDaHj7"))
        .isEqualTo(
            "dnscale_live_0123456789ABplpDASD0K1ayWYb78LzUeiOq2YgxnENAz8oPWacDaHj7bejw4y1tPfqy");
  }

  @Test
  void whatIsPrintedIsReadAgain() {
    PairKey key = (PairKey) FORMAT.read(text(EDWARDS));
    assertThat(key.id()).isEqualTo(ID);
    assertThat(key.environment()).isEqualTo("live");
    assertThat(key.half().reveal()).isEqualTo(EDWARDS);
    assertThat(key.isTaggedBy(TAG_KEY)).isTrue();
    assertThat(key.isTaggedBy(OTHER_TAG_KEY)).isFalse();
    assertThat(key).hasToString("PairKey[hidden]");
  }

  @Test
  void theLengthTellsThePairFromTheOpaqueKey() {
    assertThat(text(EDWARDS)).hasSize(PREFIX.length() + 68);
    assertThat(FORMAT.read(FORMAT.print("live", ID, SECRET, TAG_KEY)))
        .isInstanceOf(OpaqueKey.class);
    KeyFormat alike = new KeyFormat("lk", List.of("live", "l"));
    for (String environment : alike.environments()) {
      String text = alike.print(environment, ID, PrivateHalf.read(EDWARDS), TAG_KEY);
      assertThat(((PairKey) alike.read(text)).environment()).isEqualTo(environment);
    }
  }

  @Test
  void oneChangedCharacterAnywhereIsRefused() {
    String text = text(EDWARDS);
    for (int at = 0; at < text.length(); at++) {
      for (char other : new char[] {'0', 'A', 'z', '_', '-'}) {
        if (text.charAt(at) != other) {
          String changed = text.substring(0, at) + other + text.substring(at + 1);
          assertThat(FORMAT.read(changed)).isInstanceOf(Reading.Unread.class);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp2",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
      })
  void aNumberOfMoreThanTwoHundredAndFiftySixBitsIsMalformedThoughTheChecksumIsRight(String n) {
    for (String letter : List.of("e", "p")) {
      String text = withChecksum(PREFIX + "0123456789AB" + letter + n + "AAAAAA");
      assertThat(FORMAT.read(text)).isEqualTo(Reading.MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "E", "P", "x", "-", "é"})
  void anotherCurveIsMalformedThoughTheChecksumIsRight(String letter) {
    String text = withChecksum(PREFIX + BODY.replace("ABe", "AB" + letter) + "AAAAAA");
    assertThat(FORMAT.read(text)).isEqualTo(Reading.MALFORMED);
  }

  @Test
  void tagKeysTellOfPairsToo() {
    PairKey key = (PairKey) FORMAT.read(text(EDWARDS));
    assertThat(new TagKeys(List.of(TAG_KEY), true).mayHavePrinted(key)).isTrue();
    assertThat(new TagKeys(List.of(OTHER_TAG_KEY), true).mayHavePrinted(key)).isFalse();
    assertThat(new TagKeys(List.of(), false).mayHavePrinted(key)).isTrue();
  }
}
