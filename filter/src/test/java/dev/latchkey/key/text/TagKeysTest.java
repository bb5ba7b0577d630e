package dev.latchkey.key.text;

import static dev.latchkey.key.text.Printed.BODY;
import static dev.latchkey.key.text.Printed.FORMAT;
import static dev.latchkey.key.text.Printed.ID;
import static dev.latchkey.key.text.Printed.OTHER_TAG_KEY;
import static dev.latchkey.key.text.Printed.PREFIX;
import static dev.latchkey.key.text.Printed.SECRET;
import static dev.latchkey.key.text.Printed.TAG;
import static dev.latchkey.key.text.Printed.TAG_KEY;
import static dev.latchkey.key.text.Printed.TEXT;
import static dev.latchkey.key.text.Printed.countingUpFrom;
import static dev.latchkey.key.text.Printed.read;
import static dev.latchkey.key.text.Printed.withChecksum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TagKeysTest {
  private static final OpaqueKey MINE = read(TEXT);
  private static final OpaqueKey OTHERS = read(FORMAT.print("live", ID, SECRET, OTHER_TAG_KEY));
  private static final OpaqueKey FORGED = read(withChecksum(PREFIX + BODY + "000000"));

  @Test
  void wholeTagKeysTellWhatWasNeverPrintedHere() {
    TagKeys keys = new TagKeys(List.of(TAG_KEY), true);
    assertThat(keys.mayHavePrinted(MINE)).isTrue();
    assertThat(keys.mayHavePrinted(OTHERS)).isFalse();
    assertThat(keys.mayHavePrinted(FORGED)).isFalse();
  }

  @Test
  void anEarlierTagKeyStillCountsAfterANewOne() {
    TagKeys keys = new TagKeys(List.of(OTHER_TAG_KEY, TAG_KEY), true);
    assertThat(keys.mayHavePrinted(MINE)).isTrue();
    assertThat(keys.mayHavePrinted(OTHERS)).isTrue();
    assertThat(keys.mayHavePrinted(FORGED)).isFalse();
  }

  @Test
  void tagKeysThatAreNotWholeRefuseNobody() {
    TagKeys keys = new TagKeys(List.of(TAG_KEY), false);
    assertThat(keys.mayHavePrinted(FORGED)).isTrue();
    assertThat(TagKeys.NONE.mayHavePrinted(FORGED)).isTrue();
  }

  @Test
  void anInstallationThatNeverPrintedAKeyHasPrintedNone() {
    assertThat(new TagKeys(List.of(), true).mayHavePrinted(MINE)).isFalse();
  }

  @Test
  void theVersionIsThatOfTheKeyThatPrinted() {
    TagKeys keys = new TagKeys(List.of(OTHER_TAG_KEY, TAG_KEY), true);
    assertThat(keys.versionOf(MINE)).isEqualTo(1);
    assertThat(keys.versionOf(OTHERS)).isEqualTo(2);
    assertThat(keys.versionOf(FORGED)).isZero();
  }

  @Test
  void aTagHoldsForItsOwnBrandEnvironmentIdAndSecretOnly() {
    TagKeys keys = new TagKeys(List.of(TAG_KEY), true);
    OpaqueKey elsewhere = read(withChecksum("dnscale_test_" + BODY + TAG));
    OpaqueKey anotherId = read(withChecksum(PREFIX + "1" + BODY.substring(1) + TAG));
    OpaqueKey anotherSecret =
        read(withChecksum(PREFIX + BODY.substring(0, BODY.length() - 1) + "0" + TAG));
    assertThat(List.of(elsewhere, anotherId, anotherSecret)).noneMatch(keys::mayHavePrinted);
  }

  @Test
  void aDamagedTagKeyShowsInItsCheckValue() {
    assertThat(TAG_KEY.checkValue()).isEqualTo("e4tzZX");
    for (int bit = 0; bit < TagKey.BYTES * 8; bit++) {
      byte[] damaged = countingUpFrom(0);
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(new TagKey(1, damaged).checkValue()).isNotEqualTo(TAG_KEY.checkValue());
    }
  }

  @Test
  void aTagKeyUnderTheWrongVersionShowsInItsCheckValue() {
    assertThat(new TagKey(2, countingUpFrom(0)).checkValue()).isEqualTo("A6NQba");
  }

  @Test
  void aTagKeyOfAnotherLengthIsRefused() {
    for (int length : new int[] {0, 31, 33, 64}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TagKey(1, new byte[length]))
          .withMessage("a tag key has 32 bytes");
    }
  }

  @Test
  void aTagKeyDoesNotFollowTheBytesThatItWasMadeOf() {
    byte[] bytes = countingUpFrom(0);
    TagKey key = new TagKey(1, bytes);
    bytes[0] = 99;
    assertThat(key.checkValue()).isEqualTo(TAG_KEY.checkValue());
  }

  @Test
  void tagKeysPrintOnlyTheirVersions() {
    assertThat(TAG_KEY).hasToString("TagKey[1]");
    assertThat(new TagKeys(List.of(TAG_KEY), true))
        .hasToString("TagKeys[all=[TagKey[1]], whole=true]");
  }
}
