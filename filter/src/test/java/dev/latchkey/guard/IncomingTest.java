package dev.latchkey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.parse.Presented.Malformed;
import dev.latchkey.guard.parse.Presented.MessageSignature;
import dev.latchkey.guard.parse.Presented.Nothing;
import org.junit.jupiter.api.Test;

class IncomingTest {
  private static SampleRequest signed() {
    return SampleRequest.to("GET", "/zones")
        .header("Signature-Input", "a=(\"@method\");tag=\"latchkey\"")
        .header("Signature", "a=:AAAA:");
  }

  @Test
  void aSignatureOfTheRequestIsNotEvenReadUnlessItIsSwitchedOn() {
    SampleRequest request = signed();
    assertThat(request.incoming().presented()).isEqualTo(new Nothing());
    assertThat(request.readHeaders()).containsExactly("authorization");
  }

  @Test
  void aSignatureOfTheRequestIsPresentedWhenItIsSwitchedOn() {
    assertThat(signed().withMessageSignatures().incoming().presented())
        .isInstanceOf(MessageSignature.class);
  }

  @Test
  void aSignatureBesideAnyTokenIsMalformed() {
    assertThat(signed().withMessageSignatures().bearer("abc").incoming().presented())
        .isInstanceOf(Malformed.class);
    assertThat(
            signed()
                .withMessageSignatures()
                .withApiKeyHeader()
                .header("X-Api-Key", "abc")
                .incoming()
                .presented())
        .isInstanceOf(Malformed.class);
  }

  @Test
  void theUrlIsTheOneThatTheContainerSawUnlessTheAppIsKnownByAnother() {
    SampleRequest request = SampleRequest.to("GET", "/zones").query("a=http://b/c");
    assertThat(request.incoming().url()).isEqualTo("http://10.0.0.7:8080/zones?a=http://b/c");
    assertThat(request.knownAs("https://api.example.com").incoming().url())
        .isEqualTo("https://api.example.com/zones?a=http://b/c");
  }
}
