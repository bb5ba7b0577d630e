package dev.latchkey.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.key.Networks;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  /** The nearest of ours, which every test comes through. */
  private static final String PROXY = "10.0.0.1";

  private static final Networks OURS = Networks.parse("10.0.0.0/8 fd00::/8");
  private static final Proxies X_FORWARDED_FOR = new Proxies(OURS, "X-Forwarded-For");
  private static final Proxies FORWARDED = new Proxies(OURS, "Forwarded");

  private static String xForwardedFor(String... fields) {
    return X_FORWARDED_FOR.client(PROXY, Collections.enumeration(List.of(fields)));
  }

  private static String forwarded(String... fields) {
    return FORWARDED.client(PROXY, Collections.enumeration(List.of(fields)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7                        | 192.0.2.7",
        "192.0.2.7, 10.0.0.2, 10.0.0.3    | 192.0.2.7",
        "192.0.2.66, 192.0.2.7            | 192.0.2.7",
        "10.9.9.9, 192.0.2.7, 10.0.0.2    | 192.0.2.7",
        "10.0.0.3,10.0.0.2                | 10.0.0.3",
        "192.0.2.7:4711                   | 192.0.2.7",
        "[2001:db8::7]:4711               | 2001:db8::7",
        "[2001:db8::7]                    | 2001:db8::7",
        "2001:db8::7                      | 2001:db8::7",
        "::1                              | ::1",
        "192.0.2.7, [fd00::2]:80          | 192.0.2.7",
        "unknown                          | unknown",
        "192.0.2.7, unknown               | unknown",
        "192.0.2.7, _hidden, 10.0.0.2     | _hidden"
      })
  void addressesAreReadFromTheRightUpToTheFirstThatIsNotOurs(String field, String client) {
    assertThat(xForwardedFor(field)).isEqualTo(client);
  }

  @Test
  void severalFieldsAreOneListInTheirOrder() {
    assertThat(xForwardedFor("192.0.2.66", "192.0.2.7, 10.0.0.3", "10.0.0.2"))
        .isEqualTo("192.0.2.7");
    assertThat(forwarded("for=192.0.2.66", "for=192.0.2.7", "for=10.0.0.2")).isEqualTo("192.0.2.7");
  }

  @Test
  void withoutAFieldTheConnectionCounts() {
    assertThat(xForwardedFor()).isEqualTo(PROXY);
    assertThat(forwarded()).isEqualTo(PROXY);
  }

  @Test
  void aConnectionThatIsNotOursIsTheClientWhateverItSends() {
    assertThat(
            X_FORWARDED_FOR.client("192.0.2.7", Collections.enumeration(List.of("198.51.100.1"))))
        .isEqualTo("192.0.2.7");
  }

  @Test
  void withoutKnownProxiesNobodyIsBelieved() {
    assertThat(Proxies.NONE.areKnown()).isFalse();
    assertThat(Proxies.NONE.client(PROXY, Collections.enumeration(List.of("for=198.51.100.1"))))
        .isEqualTo(PROXY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=192.0.2.7                                        | 192.0.2.7",
        "FOR=192.0.2.7                                        | 192.0.2.7",
        "for=\"192.0.2.7\"                                    | 192.0.2.7",
        "for=\"192.0.2.7:4711\"                               | 192.0.2.7",
        "for=192.0.2.7:4711                                   | 192.0.2.7",
        "For=\"[2001:db8:cafe::17]:4711\"                     | 2001:db8:cafe::17",
        "for=\"[2001:db8::17]:_port\"                         | 2001:db8::17",
        "for=192.0.2.7;proto=http;by=203.0.113.43             | 192.0.2.7",
        "proto=https ; for=192.0.2.7 ; host=example.com       | 192.0.2.7",
        "for=192.0.2.66, for=192.0.2.7                        | 192.0.2.7",
        "for=192.0.2.7, for=10.0.0.2;host=\"a,b;c\"           | 192.0.2.7",
        "for=\"\\1\\9\\2.0.2.7\"                              | 192.0.2.7",
        "for=unknown                                          | unknown",
        "for=_hidden                                          | _hidden",
        "for=\"_SEVKISEK\", for=10.0.0.2                      | _SEVKISEK",
        "proto=https                                          | unknown",
        "for=192.0.2.7, proto=https                           | unknown",
        "for=192.0.2.7,                                       | unknown"
      })
  void theForParametersOfForwardedAreReadAsRfc7239WritesThem(String field, String client) {
    assertThat(forwarded(field)).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=192.0.2.7;host=\"evil,for=198.51.100.1\"",
        "for=192.0.2.7;host=\"evil, for=198.51.100.1;\"",
        "host=\"evil;for=198.51.100.1\";for=192.0.2.7",
        "host=\"for=198.51.100.1\";for=192.0.2.7",
        "host=\"\\\";for=198.51.100.1\";for=192.0.2.7",
        "host=\"\\\\\";for=192.0.2.7;x=\"for=198.51.100.1\"",
        "for=198.51.100.1;x=\"y\", for=192.0.2.7"
      })
  void whatAClientPutIntoAnotherParameterIsNoHop(String field) {
    assertThat(forwarded(field)).isEqualTo("192.0.2.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=198.51.100.1;x=\", for=192.0.2.7",
        "for=198.51.100.1;x=\", for=\"192.0.2.7\"",
        "for=198.51.100.1;x=\", for=192.0.2.7;host=\";y=z\"",
        "for=198.51.100.1;x=\"\\, for=\"[2001:db8::7]\"",
        "for=198.51.100.1;for=10.0.0.2",
        "for=\"198.51.100.1",
        "for=\"198.51.100.1\\",
        "for=\"198.51.100.1\"x",
        "for=198.51.100.1\"\"",
        "for=198.51.100.1 x",
        "for 198.51.100.1",
        "for==198.51.100.1",
        "for",
        "\"for=198.51.100.1\"",
        "\\",
        ""
      })
  void aFieldOfAnotherFormIsFromNobodyKnown(String field) {
    assertThat(forwarded(field)).isEqualTo("unknown");
    assertThat(forwarded("for=192.0.2.66", field)).isEqualTo("unknown");
    assertThat(forwarded(field, "for=192.0.2.7")).isEqualTo("192.0.2.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_hidden", "unknown", "", "\"_a\"", "10.1", "010.0.0.1", "[10.0.0.9]x"})
  void whatIsNoAddressIsAllowedByNoNetwork(String hop) {
    Networks everywhere = Networks.parse("0.0.0.0/0 ::/0");
    assertThat(everywhere.allow(forwarded("for=" + hop))).isFalse();
    assertThat(everywhere.allow(xForwardedFor(hop))).isFalse();
  }

  @Test
  void aVeryLongFieldIsReadAllTheSame() {
    String longest = "for=192.0.2.66,".repeat(10_000) + "for=192.0.2.7";
    assertThat(forwarded(longest)).isEqualTo("192.0.2.7");
    assertThat(forwarded("for=\"" + "\\x".repeat(100_000))).isEqualTo("unknown");
  }

  @Test
  void onlyTwoHeadersAreKnown() {
    for (String header : List.of("X-Real-IP", "forwarded", "")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Proxies(OURS, header))
          .withMessage("is Forwarded or X-Forwarded-For");
    }
  }
}
