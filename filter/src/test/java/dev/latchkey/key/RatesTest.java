package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RatesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "100/PT1M", "1/PT1S 1000000000/PT744H"})
  void whatIsPrintedIsReadAgain(String text) {
    assertThat(Rates.parse(text).toString()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0/PT1M",
        "-1/PT1M",
        "1",
        "/PT1M",
        "1/PT0S",
        "1/PT0.5S",
        "1/P32D",
        "1/P1M",
        "01/PT1M",
        "10000000000/PT1M",
        "1000000001/PT1M",
        "1/pt1m",
        "1 /PT1M",
        "1/PT1M  2/PT1M",
        "١/PT1M"
      })
  void whatIsNoRateIsRefused(String text) {
    assertThatThrownBy(() -> Rates.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100/PT1M");
  }

  @Test
  void aShareIsAtLeastOneRequest() {
    assertThat(Rates.parse("10/PT1M 2/PT1H").share(3)).isEqualTo(Rates.parse("3/PT1M 1/PT1H"));
  }
}
