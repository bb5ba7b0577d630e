package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  private static boolean contains(String range, String address) {
    return Network.parse(range).contains(address);
  }

  private static boolean contains(Network range, String other) {
    return range.contains(Network.parse(other));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7,              192.0.2.7",
    "0.0.0.0,                0.0.0.0",
    "255.255.255.255,        255.255.255.255",
    "::1,                    0:0:0:0:0:0:0:1",
    "2001:DB8::7,            2001:db8:0:0:0:0:0:7",
    "[2001:db8::7],          2001:db8:0:0:0:0:0:7",
    "fe80::1%eth0,           fe80:0:0:0:0:0:0:1",
    "[fe80::1%25],           fe80:0:0:0:0:0:0:1",
    "::ffff:192.0.2.7,       192.0.2.7",
    "[::ffff:192.0.2.7],     192.0.2.7",
    "::ffff:c000:207,        192.0.2.7",
    "64:ff9b::192.0.2.7,     64:ff9b:0:0:0:0:c000:207"
  })
  void anAddressIsReadInEveryFormInWhichContainersReportIt(String text, String address) {
    assertThat(Addresses.parse(text).map(InetAddress::getHostAddress)).hasValue(address);
  }

  @Test
  void aMappedAddressIsTheIpv4Address() {
    assertThat(Addresses.parse("::ffff:192.0.2.7")).get().isInstanceOf(Inet4Address.class);
    assertThat(Addresses.parse("::192.0.2.7")).get().isInstanceOf(Inet6Address.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "example.com",
        "10",
        "10.1",
        "10.0.1",
        "10.0.0.0.1",
        "10.0.0.",
        ".10.0.0.1",
        "10..0.1",
        "010.0.0.1",
        "10.0.0.01",
        "0x0a.0.0.1",
        "167772161",
        "256.0.0.1",
        "10.0.0.-1",
        "10.0.0.1 ",
        " 10.0.0.1",
        "10.0.0.1:80",
        "[10.0.0.1]",
        "10.0.0.1%eth0",
        "10.0.0.1%:",
        "\u0661\u0660.0.0.1",
        ":",
        ":::",
        ".::1",
        ".:",
        "a.b:c",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "g::1",
        "::12345678",
        "[::1",
        "::1]",
        "[]",
        "[[::1]]",
        "[::1]:80",
        "%eth0",
        "::ffff:010.0.0.1",
        "::ffff:10.1",
        "::ffff:256.0.0.1",
        "\uff11::1",
        "_hidden",
        "unknown"
      })
  void whatIsNoAddressIsNeverAskedForAndNeverAllowed(String text) {
    assertThat(Addresses.parse(text)).isEmpty();
    assertThat(Networks.parse("0.0.0.0/0 ::/0").allow(text)).isFalse();
  }

  @Test
  void anEndlessTextIsNoAddress() {
    assertThat(Addresses.parse("1".repeat(1_000_000))).isEmpty();
    assertThat(Addresses.parse(":".repeat(1_000_000))).isEmpty();
    assertThat(Addresses.parse("1.".repeat(1_000_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24,   192.0.2.0",
    "192.0.2.0/24,   192.0.2.255",
    "192.0.2.7,      192.0.2.7",
    "192.0.2.7/32,   ::ffff:192.0.2.7",
    "0.0.0.0/0,      203.0.113.1",
    "192.0.2.128/25, 192.0.2.129",
    "192.0.2.4/31,   192.0.2.5",
    "2001:db8::/32,  2001:db8:ffff::1",
    "2001:db8::/32,  [2001:db8::1%eth0]",
    "2001:db8::7,    2001:db8::7",
    "::/0,           ::1",
    "::/1,           7fff::",
    "::ffff:192.0.2.0/24, 192.0.2.9"
  })
  void aRangeHoldsItsAddresses(String range, String address) {
    assertThat(contains(range, address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24,   192.0.3.0",
    "192.0.2.0/24,   192.0.1.255",
    "192.0.2.128/25, 192.0.2.127",
    "192.0.2.4/31,   192.0.2.6",
    "192.0.2.7,      192.0.2.8",
    "2001:db8::/32,  2001:db9::",
    "::/1,           8000::",
    "0.0.0.0/0,      ::1",
    "::/0,           192.0.2.7",
    "::/0,           ::ffff:192.0.2.7",
    "0.0.0.0/0,      ::192.0.2.7",
    "192.0.2.0/24,   192.0.2",
    "192.0.2.0/24,   192.0.2.0/25"
  })
  void aRangeHoldsNoOthers(String range, String address) {
    assertThat(contains(range, address)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7/24      | has bits beyond its prefix; write 192.0.2.0/24",
        "10.0.0.1/0        | has bits beyond its prefix; write 0.0.0.0/0",
        "192.0.2.5/31      | has bits beyond its prefix; write 192.0.2.4/31",
        "2001:db8::1/32    | has bits beyond its prefix; write 2001:db8:0:0:0:0:0:0/32",
        "192.0.2.0/33      | the prefix of this range is 0 to 32",
        "192.0.2.0/        | the prefix of this range is 0 to 32",
        "192.0.2.0/024     | the prefix of this range is 0 to 32",
        "192.0.2.0/-1      | the prefix of this range is 0 to 32",
        "192.0.2.0/24/24   | the prefix of this range is 0 to 32",
        "192.0.2.0/9999999 | the prefix of this range is 0 to 32",
        "192.0.2.0/255.255.255.0 | the prefix of this range is 0 to 32",
        "2001:db8::/129    | the prefix of this range is 0 to 128",
        "::ffff:0.0.0.0/96 | the prefix of this range is 0 to 32"
      })
  void aRangeThatIsNoneIsRefusedSayingWhatWouldBe(String text, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text)).withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/24", "10.1/16", "example.com", "fe80::%eth0/64", "*", "any"})
  void aRangeIsOfAddressesOnly(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.parse(text))
        .withMessage("not an address or CIDR range, like 192.0.2.0/24 or 2001:db8::/32");
  }

  @Test
  void whatIsPrintedIsReadAgain() {
    for (String text : List.of("192.0.2.0/24", "192.0.2.7/32", "2001:db8:0:0:0:0:0:0/32")) {
      assertThat(Network.parse(text)).hasToString(text).isEqualTo(Network.parse(text));
    }
    assertThat(Network.parse("192.0.2.7")).isEqualTo(Network.parse("192.0.2.7/32"));
    assertThat(Network.parse("0.0.0.0/8")).isNotEqualTo(Network.parse("0.0.0.0/9"));
  }

  @Test
  void aRangeHoldsNarrowerRangesOfItsKind() {
    Network range = Network.parse("192.0.2.0/24");
    assertThat(contains(range, "192.0.2.0/24")).isTrue();
    assertThat(contains(range, "192.0.2.128/25")).isTrue();
    assertThat(contains(range, "192.0.2.7")).isTrue();
    assertThat(contains(range, "192.0.0.0/16")).isFalse();
    assertThat(contains(range, "192.0.3.0/25")).isFalse();
    assertThat(contains(Network.parse("0.0.0.0/0"), "::/0")).isFalse();
  }

  @Test
  void noRangesAreEverywhereEvenForWhatIsNoAddress() {
    assertThat(Networks.parse("")).isEqualTo(Networks.ANYWHERE);
    assertThat(Networks.ANYWHERE.allow("unknown")).isTrue();
    assertThat(Networks.ANYWHERE.isAnywhere()).isTrue();
  }

  @Test
  void rangesAllowWhatOneOfThemHolds() {
    Networks networks = Networks.parse("192.0.2.0/24  2001:db8::/32 192.0.2.0/24");
    assertThat(networks).hasToString("192.0.2.0/24 2001:db8:0:0:0:0:0:0/32");
    assertThat(networks.allow("192.0.2.7")).isTrue();
    assertThat(networks.allow("2001:db8::1")).isTrue();
    assertThat(networks.allow("198.51.100.1")).isFalse();
    assertThat(networks.isAnywhere()).isFalse();
  }

  @Test
  void rangesContainWhatIsNoWiderThanThey() {
    Networks networks = Networks.parse("192.0.2.0/24 2001:db8::/32");
    assertThat(networks.contain(Networks.parse("192.0.2.7 2001:db8:1::/48"))).isTrue();
    assertThat(networks.contain(Networks.parse("192.0.2.7 198.51.100.1"))).isFalse();
    assertThat(networks.contain(Networks.ANYWHERE)).isFalse();
    assertThat(Networks.ANYWHERE.contain(networks)).isTrue();
    assertThat(Networks.ANYWHERE.contain(Networks.ANYWHERE)).isTrue();
  }

  @Test
  void whatTwoListsShareIsTheNarrowerOfEachTwoThatOverlap() {
    Networks one = Networks.parse("10.0.0.0/8 192.168.1.0/24");
    Networks other = Networks.parse("10.1.0.0/16 192.168.0.0/16 127.0.0.1/32");

    assertThat(one.shared(other)).hasValue(Networks.parse("192.168.1.0/24 10.1.0.0/16"));
    assertThat(one.shared(Networks.ANYWHERE)).hasValue(one);
    assertThat(Networks.ANYWHERE.shared(one)).hasValue(one);
    assertThat(one.shared(Networks.parse("127.0.0.0/8"))).isEmpty();
  }
}
