package dev.latchkey.admin.propagate;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetirementTest {
  private final SeenNodes nodes = new SeenNodes();
  private final StoppedTime time = new StoppedTime();
  private final Retirement retirement = new Retirement(nodes, time);

  @Test
  void aNodeThatBeatsIsNeverForgotten() {
    for (int i = 0; i < 10; i++) {
      nodes.beat("a", 1);
      retirement.review();
      time.pass(ofSeconds(9));
    }
    assertThat(nodes.retired()).isEmpty();
  }

  @Test
  void aNodeIsForgottenWhenItWasSilentForLongerThanItCanServe() {
    nodes.beat("a", 1);
    retirement.review();
    time.pass(ofMillis(11_100));
    retirement.review();
    assertThat(nodes.retired()).isEmpty();

    time.pass(ofMillis(1));
    retirement.review();
    assertThat(nodes.retired()).containsExactly("a");
  }

  @Test
  void theGraceCounts() {
    nodes.beat("a", 1, ofSeconds(100));
    retirement.review();
    time.pass(ofSeconds(111));
    retirement.review();
    assertThat(nodes.retired()).isEmpty();

    time.pass(ofSeconds(2));
    retirement.review();
    assertThat(nodes.retired()).containsExactly("a");
  }

  @Test
  void silenceCountsFromWhenItWasNoticedNotFromWhatAWallClockSays() {
    nodes.beat("a", 1);
    time.pass(ofHours(1));
    retirement.review();
    time.passOnWallClock(ofHours(1));
    retirement.review();
    assertThat(nodes.retired()).isEmpty();
  }

  @Test
  void aSlowLookCountsFromItsEndAndUntilTheNextBegins() {
    nodes.beat("a", 1);
    nodes.meanwhile(() -> time.pass(ofSeconds(8)));
    retirement.review();
    retirement.review();
    retirement.review();
    assertThat(nodes.retired()).isEmpty();
    retirement.review();
    assertThat(nodes.retired()).containsExactly("a");
  }

  @Test
  void aNodeThatCameBackBeginsAnew() {
    nodes.beat("a", 1);
    retirement.review();
    nodes.leave("a");
    time.pass(ofSeconds(20));
    retirement.review();
    nodes.beat("a", 1);
    retirement.review();
    assertThat(nodes.retired()).isEmpty();
  }
}
