package dev.latchkey.guard.lookup.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.PublicHalf;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.SignatureException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwtVectorsTest {
  /** RFC 7515 A.3.1, as a SubjectPublicKeyInfo. */
  private static final String KEY =
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72b"
          + "focs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==";

  static Stream<JwtVectors.Vector> all() {
    return JwtVectors.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aTokenIsReadAsItsLineSays(JwtVectors.Vector vector) {
    assertThat(vector.read()).isEqualTo(vector.expected());
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRefusalHoldsNothingOfTheToken(JwtVectors.Vector vector) {
    if (Jwt.read(vector.token()) instanceof Reading.Malformed malformed) {
      assertThat(malformed.why()).doesNotContain("evil", "169.254", "MIIB", "eyJ", "c2ln");
    }
  }

  @Test
  void theSignatureOfTheStandardsExampleIsOverWhatWeSayItIs() throws Exception {
    Jwt jwt = (Jwt) Jwt.read(JwtVectors.named("RFC 7515 A.3").token());
    assertThat(isSigned(jwt.signed(), jwt.signature())).isTrue();
    assertThat(isSigned(jwt.token().getBytes(StandardCharsets.US_ASCII), jwt.signature()))
        .isFalse();
  }

  private static boolean isSigned(byte[] text, byte[] signature) throws Exception {
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(PublicHalf.parse(KEY).key());
    verifier.update(text);
    try {
      return verifier.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    }
  }
}
