package dev.latchkey.guard.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PercentEscapeTest {
  /** Lead and continuation octets, and those at the edges of what is legal. */
  private static final int[] OCTETS = {
    0x2e, 0x2f, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xae, 0xaf, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
    0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf7, 0xf8, 0xfc, 0xfe, 0xff
  };

  private static String escaped(byte... octets) {
    StringBuilder text = new StringBuilder();
    for (byte octet : octets) {
      text.append('%').append("%02x".formatted(octet & 0xff));
    }
    return text.toString();
  }

  /** What the JDK makes of the octets. */
  private static Optional<String> jdk(byte... octets) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      return Optional.of(text.toString());
    } catch (CharacterCodingException illegal) {
      return Optional.empty();
    }
  }

  /** What we make of the octets. */
  private static Optional<String> ours(byte... octets) {
    String escapes = escaped(octets);
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < escapes.length(); ) {
      int c = PercentEscape.decode(escapes, at);
      if (c < 0) {
        return Optional.empty();
      }
      text.appendCodePoint(c);
      at += PercentEscape.length(c);
    }
    return Optional.of(text.toString());
  }

  @Test
  void everyCodePointIsReadInBothCases() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 7) {
      if (Character.getType(c) != Character.SURROGATE) {
        String escapes = escaped(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        assertThat(PercentEscape.decode(escapes, 0)).isEqualTo(c);
        assertThat(PercentEscape.decode(escapes.toUpperCase(Locale.ROOT), 0)).isEqualTo(c);
        assertThat(PercentEscape.length(c)).isEqualTo(escapes.length());
      }
    }
  }

  @Test
  void everyPairOfOctetsIsReadAsTheJdkReadsIt() {
    for (int pair = 0; pair < 0x10000; pair++) {
      byte[] octets = {(byte) (pair >> 8), (byte) pair};
      assertThat(ours(octets)).as("%04x", pair).isEqualTo(jdk(octets));
    }
  }

  @Test
  void octetsAtTheEdgesAreReadAsTheJdkReadsThem() {
    Random random = new Random(20260101);
    for (int round = 0; round < 100_000; round++) {
      byte[] octets = new byte[1 + random.nextInt(5)];
      for (int i = 0; i < octets.length; i++) {
        octets[i] = (byte) OCTETS[random.nextInt(OCTETS.length)];
      }
      assertThat(ours(octets)).as("%s", escaped(octets)).isEqualTo(jdk(octets));
    }
  }
}
