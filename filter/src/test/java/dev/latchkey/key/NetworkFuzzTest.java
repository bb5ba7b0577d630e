package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses and ranges are read without a name server, and mean what they print. */
class NetworkFuzzTest {
  static Stream<String> ranges() {
    return Stream.of(
        "192.0.2.0/24",
        "192.0.2.1",
        "2001:db8::/32",
        "::ffff:192.0.2.1",
        "::/0",
        "0.0.0.0/0",
        "10.1",
        "1.2.3.4/33",
        "[::1]",
        "fe80::1%eth0",
        "192.0.2.1/24",
        "localhost",
        "::1/",
        "010.0.0.1");
  }

  static Stream<Arguments> rangesAndAddresses() {
    return Stream.of(
        Arguments.of("192.0.2.0/24 2001:db8::/32", "192.0.2.0/25", "192.0.2.7"),
        Arguments.of("", "::/0", "::ffff:10.0.0.1"),
        Arguments.of("10.0.0.0/8", "192.0.2.0/24", "[fe80::1%2]"));
  }

  @MethodSource("ranges")
  @FuzzTest
  void whatIsReadAsARangeIsPrintedAsTheSameRange(@NotNull String text) {
    networks(text)
        .filter(networks -> networks.all().size() == 1)
        .map(networks -> networks.all().get(0))
        .ifPresent(
            network -> {
              assertThat(Network.parse(network.toString())).isEqualTo(network);
              assertThat(network.contains(network)).isTrue();
            });
    Addresses.parse(text)
        .ifPresent(
            address -> assertThat(Addresses.parse(address.getHostAddress())).hasValue(address));
  }

  @MethodSource("rangesAndAddresses")
  @FuzzTest
  void whatTwoListsShareIsWhatBothAllow(
      @NotNull String one, @NotNull String two, @NotNull String address) {
    Optional<Networks> first = networks(one);
    Optional<Networks> second = networks(two);
    if (first.isPresent() && second.isPresent()) {
      boolean both = first.get().allow(address) && second.get().allow(address);
      boolean shared = first.get().shared(second.get()).map(s -> s.allow(address)).orElse(false);
      assertThat(shared).isEqualTo(both);
      assertThat(
              !first.get().contain(second.get())
                  || !second.get().allow(address)
                  || first.get().allow(address))
          .isTrue();
    }
  }

  private static Optional<Networks> networks(String text) {
    try {
      return Optional.of(Networks.parse(text));
    } catch (IllegalArgumentException declared) {
      return Optional.empty();
    }
  }
}
