package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A public key is one of the two curves, or an {@link IllegalArgumentException}. */
class PublicHalfFuzzTest {
  /** RFC 8410 section 10.1, and RFC 7515 A.3.1. */
  private static final String ED25519 =
      "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

  private static final String P256 =
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72bfo"
          + "cs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==";

  static Stream<Arguments> keys() {
    return Stream.of(ED25519, P256, "", "MCo=")
        .map(text -> Arguments.of((Object) Base64.getDecoder().decode(text)));
  }

  @MethodSource("keys")
  @FuzzTest
  void bytesAreAKeyOfOneOfTheCurvesOrRefused(byte @NotNull [] encoded) {
    PublicHalf half;
    try {
      half = PublicHalf.parse(Base64.getEncoder().encodeToString(encoded));
    } catch (IllegalArgumentException declared) {
      return;
    }
    assertThat(PublicHalf.parse(half.base64())).isEqualTo(half);
    assertThat(PublicHalf.of(half.key()).base64()).isEqualTo(half.base64());
  }
}
