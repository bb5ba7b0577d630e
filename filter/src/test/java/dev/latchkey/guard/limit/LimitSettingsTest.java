package dev.latchkey.guard.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.guard.limit.LimitSettings.Place;
import dev.latchkey.guard.limit.SharedLimiter.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LimitSettingsTest {
  @Test
  void aUrlIsThatOfARedisAndIsNotPrinted() {
    LimitSettings read = LimitSettings.parse("rediss://:pa55word@redis.example:6380", Outage.LOCAL);
    assertThat(read.place()).isEqualTo(Place.REDIS);
    assertThat(read.toString()).doesNotContain("pa55word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"redis://:pa55word with a space@host", "redis://:pa55%word@host", "redis://"})
  void whatIsNoUrlIsRefusedWithoutItsPassword(String text) {
    assertThatThrownBy(() -> LimitSettings.parse(text, Outage.LOCAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://host:6379")
        .hasNoCause()
        .message()
        .doesNotContain("pa55");
  }
}
