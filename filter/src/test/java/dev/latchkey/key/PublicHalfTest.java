package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.key.PublicHalf.Curve;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicHalfTest {
  private static PublicKey key(String algorithm, String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (algorithm.equals("EC")) {
      generator.initialize(new ECGenParameterSpec(curve));
    }
    return generator.generateKeyPair().getPublic();
  }

  @ParameterizedTest
  @CsvSource({"Ed25519, , ED25519", "EC, secp256r1, P256"})
  void aKeyOfEitherCurveIsReadAsItIsKept(String algorithm, String curve, Curve expected)
      throws GeneralSecurityException {
    PublicHalf half = PublicHalf.of(key(algorithm, curve));
    assertThat(half.curve()).isEqualTo(expected);
    assertThat(PublicHalf.parse(half.base64())).isEqualTo(half).hasSameHashCodeAs(half);
    assertThat(half.thumbprint()).isEqualTo(PublicHalf.parse(half.base64()).thumbprint());
  }

  @ParameterizedTest
  @CsvSource({"EC, secp384r1", "Ed448, ", "RSA, ", "X25519, "})
  void aKeyOfAnyOtherCurveIsNone(String algorithm, String curve) throws GeneralSecurityException {
    PublicKey other = key(algorithm, curve);
    assertThatIllegalArgumentException().isThrownBy(() -> PublicHalf.of(other));
    String encoded = Base64.getEncoder().encodeToString(other.getEncoded());
    assertThatIllegalArgumentException().isThrownBy(() -> PublicHalf.parse(encoded));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64", "MCowBQYDK2VwAyEA"})
  void aTextThatIsNoKeyIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PublicHalf.parse(text));
  }

  @Test
  void twoKeysAreTwo() throws GeneralSecurityException {
    assertThat(PublicHalf.of(key("Ed25519", ""))).isNotEqualTo(PublicHalf.of(key("Ed25519", "")));
  }
}
