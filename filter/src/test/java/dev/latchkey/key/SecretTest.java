package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  private static final String TEXT = "abcdefghijklmnopqrstuvwxyzABCDEF";

  @Test
  void aSecretPrintsNothingAndEqualsNoOther() {
    Secret secret = new Secret(TEXT);
    assertThat(secret).hasToString("Secret[hidden]").isNotEqualTo(new Secret(TEXT));
    assertThat(secret.reveal()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abcdefghijklmnopqrstuvwxyzABCDE",
        "abcdefghijklmnopqrstuvwxyzABCDEFG",
        "abcdefghijklmnopqrstuvwxyzABCDE-"
      })
  void aTextThatIsNoSecretIsNotRepeatedInTheMessage(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Secret(text))
        .withMessage("a secret has 32 letters and digits");
  }

  @Test
  void aDigestPrintsNothingEvenInsideARecord() {
    Digest digest = Digest.ofHex("ab".repeat(32));
    assertThat(digest).hasToString("Digest[hidden]");
    assertThat(
            new SecretRecord(1, new Proof.OfSecret(digest), Instant.EPOCH, Optional.empty())
                .toString())
        .contains("Digest[hidden]")
        .doesNotContain("abab");
  }

  @Test
  void aDigestIsKeptAsHexadecimalDigits() {
    String hex = "0123456789abcdef".repeat(4);
    assertThat(Digest.ofHex(hex).hex()).isEqualTo(hex);
  }

  @Test
  void aDigestMatchesItsOwnBytesAlone() {
    Digest digest = Digest.of(new byte[Digest.BYTES]);
    assertThat(digest.matches(new byte[Digest.BYTES])).isTrue();
    assertThat(digest.matches(new byte[0])).isFalse();
    assertThat(digest.matches(new byte[Digest.BYTES - 1])).isFalse();
    assertThat(digest.matches(new byte[Digest.BYTES + 1])).isFalse();
    for (int bit = 0; bit < Digest.BYTES * 8; bit++) {
      byte[] other = new byte[Digest.BYTES];
      other[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(digest.matches(other)).isFalse();
      assertThat(Digest.of(other)).isNotEqualTo(digest);
    }
  }

  @Test
  void aDigestDoesNotFollowTheBytesThatItWasMadeOf() {
    byte[] bytes = new byte[Digest.BYTES];
    Digest digest = Digest.of(bytes);
    bytes[0] = 1;
    assertThat(digest.matches(new byte[Digest.BYTES])).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void aDigestHas32Bytes(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Digest.of(new byte[length]))
        .withMessage("a digest has 32 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Digest.ofHex("00".repeat(length)))
        .withMessage("a digest has 32 bytes");
  }
}
