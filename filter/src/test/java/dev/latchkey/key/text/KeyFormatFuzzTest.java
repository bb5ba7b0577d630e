package dev.latchkey.key.text;

import static dev.latchkey.key.text.Printed.FORMAT;
import static dev.latchkey.key.text.Printed.TAG_KEY;
import static dev.latchkey.key.text.Printed.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Secret;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One key has one text, and one text at most one key. */
class KeyFormatFuzzTest {
  static Stream<String> texts() {
    return Stream.of(
        TEXT,
        TEXT.replace("live", "test"),
        TEXT.replace("live", "dev"),
        TEXT.substring(1),
        TEXT + "0",
        TEXT.toUpperCase(java.util.Locale.ROOT),
        "dnscale_",
        "dnscale_live_",
        "_");
  }

  static Stream<String> unchecked() {
    return texts().map(text -> text.substring(0, Math.max(0, text.length() - 6)));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(0, 'D'), Arguments.of(13, '1'), Arguments.of(60, 'a'), Arguments.of(68, 'M'));
  }

  @MethodSource("texts")
  @FuzzTest
  void whatIsReadAsAKeyIsPrintedAsTheSameText(@NotNull String text) {
    if (FORMAT.read(text) instanceof OpaqueKey key) {
      assertPrintedAs(text, key);
    } else {
      assertThat(FORMAT.read(text)).isIn(Reading.NOT_MINE, Reading.MALFORMED);
    }
  }

  /** A checksum is no obstacle to anybody: what is before it must hold by itself. */
  @MethodSource("unchecked")
  @FuzzTest
  void soIsWhatHasARightChecksum(@NotNull String unchecked) {
    whatIsReadAsAKeyIsPrintedAsTheSameText(Printed.withChecksum(unchecked));
  }

  @MethodSource("changes")
  @FuzzTest
  void aKeyWithOneOtherCharacterIsNoKey(@InRange(min = 0, max = 68) int at, char other) {
    String changed = TEXT.substring(0, at) + other + TEXT.substring(at + 1);
    if (changed.equals(TEXT)) {
      return;
    }
    assertThat(FORMAT.read(changed)).isIn(Reading.NOT_MINE, Reading.MALFORMED);
    // And with a right checksum it is another key, or one that was never printed.
    String mended = Printed.withChecksum(changed.substring(0, TEXT.length() - KeyFormat.CRC));
    if (!mended.equals(TEXT) && FORMAT.read(mended) instanceof OpaqueKey key) {
      assertThat(key.isTaggedBy(TAG_KEY)).isFalse();
    }
  }

  private static void assertPrintedAs(String text, OpaqueKey key) {
    int secret = text.indexOf('_', FORMAT.brand().length() + 1) + 1 + KeyId.LENGTH;
    int tag = secret + Secret.LENGTH;
    String body = key.environment() + '_' + key.id().value() + text.substring(secret, tag);
    String tagged = FORMAT.brand() + '_' + body + text.substring(tag, tag + KeyFormat.TAG);
    assertThat(Printed.withChecksum(tagged)).isEqualTo(text);
    if (key.isTaggedBy(TAG_KEY)) {
      Secret known = new Secret(text.substring(secret, tag));
      assertThat(FORMAT.print(key.environment(), key.id(), known, TAG_KEY)).isEqualTo(text);
    }
  }
}
