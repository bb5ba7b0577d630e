package dev.latchkey.guard.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.Presented.Malformed;
import dev.latchkey.guard.parse.Presented.MessageSignature;
import dev.latchkey.guard.parse.Presented.Nothing;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSignaturesTest {
  private static final String OURS =
      "(\"@method\" \"x-a\");created=1;keyid=\"k\";nonce=\"n\";tag=\"latchkey\"";
  private static final String THEIRS = "(\"@method\");created=1;tag=\"other\"";

  private static Presented read(List<String> input, List<String> signature) {
    return read(new Nothing(), input, signature);
  }

  private static Presented read(Presented token, List<String> input, List<String> signature) {
    return MessageSignatures.read(
        token, Collections.enumeration(input), Collections.enumeration(signature));
  }

  private static void malformed(String input, String signature) {
    assertThat(read(List.of(input), List.of(signature))).isInstanceOf(Malformed.class);
  }

  @Test
  void ourSignatureIsFoundAmongOthersOnAnyLine() {
    Presented presented =
        read(
            List.of("a=" + THEIRS, "b=" + OURS + ", c=" + THEIRS), List.of("a=:AAAA:", "b=:AQID:"));
    MessageSignature signature = (MessageSignature) presented;
    assertThat(signature.covered()).containsExactly("@method", "x-a");
    assertThat(signature.text("keyid")).hasValue("k");
    assertThat(signature.number("created")).hasValue(1L);
    assertThat(signature.text("created")).isEmpty();
    assertThat(signature.described()).isEqualTo(OURS);
    assertThat(signature.bytes()).containsExactly(1, 2, 3);
    assertThat(signature).hasToString("MessageSignature[hidden]");
  }

  @Test
  void theSignaturesOfOthersAreNoneOfOurs() {
    Bearer bearer = new Bearer("abc");
    assertThat(read(List.of("a=" + THEIRS), List.of())).isEqualTo(new Nothing());
    assertThat(read(bearer, List.of("a=" + THEIRS), List.of("a=:AAAA:"))).isEqualTo(bearer);
    assertThat(read(bearer, List.of(), List.of("a=:AAAA:"))).isEqualTo(bearer);
    assertThat(read(List.of("a=1, b=?1, c=(\"x\");tag=latchkey"), List.of()))
        .isEqualTo(new Nothing());
  }

  @Test
  void aTokenAndASignatureAreTwoWaysAndARequestMayUseOne() {
    assertThat(read(new Bearer("abc"), List.of("a=" + OURS), List.of("a=:AAAA:")))
        .isEqualTo(new Malformed("both a token and a signature of the request"));
    Malformed before = new Malformed("before");
    assertThat(read(before, List.of("a=" + OURS), List.of("a=:AAAA:"))).isEqualTo(before);
  }

  @Test
  void twoSignaturesWithOurTagAreMalformed() {
    malformed("a=" + OURS + ", b=" + OURS, "a=:AAAA:, b=:AAAA:");
  }

  @Test
  void theSignatureIsWhereItBelongs() {
    malformed("a=" + OURS, "b=:AAAA:");
    malformed("a=" + OURS, "a=\"AAAA\"");
    malformed("a=" + OURS, "a=(:AAAA:)");
    malformed("a=" + OURS, "a=:AAAA:;x");
    malformed("a=" + OURS, "a=:A*AA:");
    assertThat(read(List.of("a=" + OURS), List.of())).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "",
        "a=(",
        "a=(\"@method\"",
        "a=(\"@method\");tag=\"latchkey",
        "A=(\"@method\");tag=\"latchkey\"",
        "a=(\"@method\") ;tag=\"latchkey\"",
        "a=(\"@method\");tag=\"latchkey\",",
        "a=(\"@method\");tag=\"latchkey\" b",
        "a=(\"\u00e9\");tag=\"latchkey\"",
        "a=(\"@method\";sf);tag=\"latchkey\"",
        "a=(\"@method\";req);tag=\"latchkey\"",
        "a=(\"x-a\";bs);tag=\"latchkey\"",
        "a=(\"x-a\";key=\"b\");tag=\"latchkey\"",
        "a=(method);tag=\"latchkey\"",
        "a=(\"@method\" \"@method\");tag=\"latchkey\"",
        "a=(\"@method\");created=1.5;tag=\"latchkey\"",
        "a=(\"@method\");created;tag=\"latchkey\"",
        "a=(\"@method\");keyid=:AAAA:;tag=\"latchkey\"",
        "a=(\"@method\");keyid=1;tag=\"latchkey\"",
        "a=(\"@method\");nonce=1;tag=\"latchkey\"",
        "a=(\"@method\");alg=1;tag=\"latchkey\"",
        "a=(\"@method\");created=\"1\";tag=\"latchkey\"",
        "a=(\"@method\");expires=\"1\";tag=\"latchkey\"",
      })
  void whatTwoReadersCouldTakeForDifferentThingsIsMalformed(String input) {
    Presented presented = read(List.of(input), List.of("a=:AAAA:"));
    assertThat(presented).isNotInstanceOf(MessageSignature.class);
    if (input.contains("latchkey\"")) {
      assertThat(presented).isInstanceOf(Malformed.class);
    }
  }

  @Test
  void aFieldWithoutEndIsMalformed() {
    malformed("a=" + OURS + ";x=\"" + "y".repeat(4096) + "\"", "a=:AAAA:");
    malformed("a=" + OURS, "a=:" + "A".repeat(4096) + ":");
  }

  @Test
  void whyNeverHoldsACharacterOfTheRequest() {
    assertThat(read(List.of("zzz=(\"qqq"), List.of()).toString()).doesNotContain("zzz", "qqq");
  }
}
