package dev.latchkey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.journal.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IntervalTest {
  private static final Duration WHILE = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final Interval interval = new Interval(WHILE, time);

  @Test
  void itIsDueAtOnceAndThenNotForAWhile() {
    assertThat(interval.isDue()).isTrue();
    time.pass(WHILE.minusNanos(1));
    assertThat(interval.isDue()).isFalse();
  }

  @Test
  void afterTheWhileItIsDueOnceMore() {
    assertThat(interval.isDue()).isTrue();
    time.pass(WHILE);
    assertThat(interval.isDue()).isTrue();
    assertThat(interval.isDue()).isFalse();
  }
}
