package dev.latchkey.key.text;

import static dev.latchkey.key.text.Printed.BODY;
import static dev.latchkey.key.text.Printed.CRC;
import static dev.latchkey.key.text.Printed.FORMAT;
import static dev.latchkey.key.text.Printed.ID;
import static dev.latchkey.key.text.Printed.OTHER_TAG_KEY;
import static dev.latchkey.key.text.Printed.PREFIX;
import static dev.latchkey.key.text.Printed.SECRET;
import static dev.latchkey.key.text.Printed.TAG;
import static dev.latchkey.key.text.Printed.TAG_KEY;
import static dev.latchkey.key.text.Printed.TEXT;
import static dev.latchkey.key.text.Printed.checksum;
import static dev.latchkey.key.text.Printed.read;
import static dev.latchkey.key.text.Printed.withChecksum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.key.Base62;
import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {
  /** Of every kind that a text could be changed to. */
  private static final List<String> CHARACTERS =
      List.of(
          "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-.+/= \t\n\0é€\uFF11\u212A"
              .split(""));

  @Test
  void theSameFactsArePrintedAsTheSameTextForEver() {
    assertThat(FORMAT.print("live", ID, SECRET, TAG_KEY)).isEqualTo(TEXT);

    KeyId id = new KeyId("z".repeat(12));
    Secret secret = new Secret("Z".repeat(32));
    assertThat(new KeyFormat("latchkey", List.of("test")).print("test", id, secret, TAG_KEY))
        .isEqualTo("latchkey_test_zzzzzzzzzzzzZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZYVqcI0318C6u");
  }

  @Test
  void theSameSecretIsProvenByTheSameDigestForEver() {
    String hex = "3e6f129d0f0869d3aaa035aeb11fe3def9cd15ed220b519970ff1a83e4a342e9";
    assertThat(read(TEXT).digest()).isEqualTo(HexFormat.of().parseHex(hex));
    assertThat(read(TEXT).proof()).isEqualTo(new Proof.OfSecret(Digest.ofHex(hex)));
  }

  @Test
  void whatIsPrintedIsReadAgain() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      KeyId id = new KeyId(letters(random, KeyId.LENGTH));
      Secret secret = new Secret(letters(random, Secret.LENGTH));
      String environment = FORMAT.environments().get(i % 2);
      String text = FORMAT.print(environment, id, secret, TAG_KEY);
      assertThat(text).hasSize(PREFIX.length() + 56).contains(secret.reveal());
      assertThat(read(text).id()).isEqualTo(id);
      assertThat(read(text).environment()).isEqualTo(environment);
    }
  }

  @Test
  void oneChangedCharacterAnywhereIsRefused() {
    for (int at = 0; at < TEXT.length(); at++) {
      for (String other : CHARACTERS) {
        if (!TEXT.startsWith(other, at)) {
          assertRefused(TEXT.substring(0, at) + other + TEXT.substring(at + 1));
        }
      }
    }
  }

  @Test
  void oneCharacterMoreAnywhereIsRefused() {
    for (int at = 0; at <= TEXT.length(); at++) {
      for (String more : CHARACTERS) {
        assertRefused(TEXT.substring(0, at) + more + TEXT.substring(at));
      }
    }
  }

  @Test
  void anyPartOfAKeyIsRefused() {
    for (int end = 0; end < TEXT.length(); end++) {
      assertRefused(TEXT.substring(0, end));
      assertRefused(TEXT.substring(end + 1));
      assertRefused(TEXT.substring(0, end) + TEXT.substring(end + 1));
    }
    assertRefused(TEXT + TEXT);
  }

  @Test
  void twoNeighboursThatChangedPlacesAreRefused() {
    for (int at = 1; at < TEXT.length(); at++) {
      char left = TEXT.charAt(at - 1);
      char right = TEXT.charAt(at);
      if (left != right) {
        assertRefused(TEXT.substring(0, at - 1) + right + left + TEXT.substring(at + 1));
      }
    }
  }

  @Test
  void onlyOneSpellingOfTheChecksumIsRead() {
    String checked = PREFIX + BODY + TAG;
    long crc = checksum(checked);
    assertThat(Base62.print(crc, 6)).isEqualTo(CRC);
    for (long turns = 1; turns < 13; turns++) {
      assertRefused(checked + Base62.print(crc + (turns << 32), 6));
    }
  }

  @Test
  void aTextOfAnotherBrandIsNotMine() {
    KeyFormat other = new KeyFormat("dnscale2", List.of("live"));
    assertThat(FORMAT.read(other.print("live", ID, SECRET, TAG_KEY))).isEqualTo(Reading.NOT_MINE);
    assertThat(other.read(TEXT)).isEqualTo(Reading.NOT_MINE);
    assertThat(new KeyFormat("dns", List.of("live")).read(TEXT)).isEqualTo(Reading.NOT_MINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "_",
        "_live_",
        "dnscale",
        "dnscale-live-",
        "DNSCALE_live_",
        "Dnscale_live_",
        " dnscale_live_",
        "xdnscale_live_",
        "eyJhbGciOiJFUzI1NiJ9.e30.c2ln",
        "dnsc\u00e4le_live_"
      })
  void aTextThatDoesNotStartWithTheBrandIsNotMine(String start) {
    assertThat(FORMAT.read(start)).isEqualTo(Reading.NOT_MINE);
    assertThat(FORMAT.read(withChecksum(start + BODY + TAG))).isEqualTo(Reading.NOT_MINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dnscale_",
        "dnscale__",
        "dnscale___",
        "dnscale_prod_",
        "dnscale_LIVE_",
        "dnscale_liv_",
        "dnscale_live",
        "dnscale_live0",
        "dnscale_live__",
        "dnscale__live_",
        "dnscale_live_live_",
        "dnscale_live_test_",
        "dnscale_dnscale_live_",
        "dnscale_live_0",
        "dnscale_liv\u00e9_"
      })
  void anotherPrefixIsMalformedThoughItsChecksumIsRight(String prefix) {
    assertThat(FORMAT.read(withChecksum(prefix + BODY + TAG))).isEqualTo(Reading.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      chars = {'_', '-', '.', ' ', '\0', '\n', '/', '+', 'é', '\u0100', '\u0130', '\uFF10'})
  void aCharacterThatNoKeyHasIsMalformedThoughTheChecksumIsRight(char stranger) {
    String tagged = BODY + TAG;
    for (int at = 0; at < tagged.length(); at++) {
      String changed = tagged.substring(0, at) + stranger + tagged.substring(at + 1);
      assertThat(FORMAT.read(withChecksum(PREFIX + changed))).isEqualTo(Reading.MALFORMED);
    }
  }

  @Test
  void aLongerOrShorterBodyIsMalformedThoughTheChecksumIsRight() {
    for (String body : List.of(BODY.substring(1), BODY + '0', BODY + BODY, "")) {
      assertThat(FORMAT.read(withChecksum(PREFIX + body + TAG))).isEqualTo(Reading.MALFORMED);
    }
  }

  @Test
  void environmentsThatStartAlikeAreToldApart() {
    KeyFormat format = new KeyFormat("lk", List.of("live", "live2", "l"));
    for (String environment : format.environments()) {
      String text = format.print(environment, ID, SECRET, TAG_KEY);
      assertThat(((OpaqueKey) format.read(text)).environment()).isEqualTo(environment);
    }
    assertThat(format.read(withChecksum("lk_live2" + BODY + TAG))).isEqualTo(Reading.MALFORMED);
  }

  @Test
  void aForgedTagIsWellFormedForItIsNotTheFormatThatTells() {
    assertThat(FORMAT.read(withChecksum(PREFIX + BODY + "000000"))).isInstanceOf(OpaqueKey.class);
    assertThat(FORMAT.print("live", ID, SECRET, OTHER_TAG_KEY)).isNotEqualTo(TEXT);
  }

  @Test
  void aLongTextIsRefusedQuickly() {
    assertRefused(PREFIX + "0".repeat(1_000_000));
  }

  @Test
  void whatIsShownOfAKeyEndsBeforeItsSecret() {
    assertThat(FORMAT.redacted("live", ID)).isEqualTo("dnscale_live_0123456789AB…");
  }

  @Test
  void aReadKeyPrintsNothingOfItself() {
    assertThat(FORMAT.read(TEXT)).hasToString("OpaqueKey[hidden]");
    assertThat(FORMAT.read(TEXT + '0').toString()).doesNotContain(BODY);
  }

  @Test
  void aKeyIsPrintedForAKnownEnvironmentOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FORMAT.print("prod", ID, SECRET, TAG_KEY))
        .withMessage("environment is one of live, test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Brand", "a_b", "a-b", "a b", "é", "aaaaaaaaaaaaaaaaa"})
  void aBrandOrEnvironmentThatCouldBeReadInTwoWaysIsRefused(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyFormat(word, List.of("live")))
        .withMessage("brand takes 1 to 16 characters of a-z 0-9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyFormat("lk", List.of("live", word)))
        .withMessage("environment takes 1 to 16 characters of a-z 0-9");
  }

  @Test
  void aFormatHasAnEnvironment() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyFormat("lk", List.of()))
        .withMessage("at least one environment is needed, like live");
  }

  private static void assertRefused(String text) {
    assertThat(FORMAT.read(text)).as(text).isNotInstanceOf(OpaqueKey.class);
  }

  private static String letters(Random random, int count) {
    StringBuilder letters = new StringBuilder();
    IntStream.range(0, count).forEach(i -> letters.append(Base62.digit(random.nextInt(62))));
    return letters.toString();
  }
}
