package dev.latchkey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.latchkey.key.Networks;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A client writes what it likes; its proxy's word about it, added behind, is what counts. */
class ForwardedFieldFuzzTest {
  private static final Networks OURS = Networks.parse("10.0.0.0/8");

  static Stream<String> fields() {
    return Stream.of(
        "for=192.0.2.1",
        "for=\"[2001:db8::1]:4711\";proto=https, for=10.0.0.2",
        "host=\"x,for=10.0.0.1\"",
        "for=\"",
        "For=a;for=b",
        "by=10.0.0.3;FOR=_hidden,",
        "192.0.2.1, 10.0.0.1");
  }

  @MethodSource("fields")
  @DictionaryEntries({"for=", "\"", ",", ";", "\\", "10.0.0.1", "host="})
  @FuzzTest
  void noClientSpeaksForTheProxyBehindIt(@NotNull String field) {
    for (String header : List.of("Forwarded", "X-Forwarded-For")) {
      Proxies proxies = new Proxies(OURS, header);
      String hop = header.equals("Forwarded") ? "for=192.0.2.99" : "192.0.2.99";
      assertThat(proxies.client("10.0.0.1", Collections.enumeration(List.of(field, hop))))
          .isEqualTo("192.0.2.99");
      assertThat(proxies.client("192.0.2.98", Collections.enumeration(List.of(field))))
          .isEqualTo("192.0.2.98");
    }
  }
}
