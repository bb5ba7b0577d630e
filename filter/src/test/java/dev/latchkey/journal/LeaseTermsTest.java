package dev.latchkey.journal;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseTermsTest {
  @Test
  void theUsualTermsAreAPollASecondAndALeaseOfAMinute() {
    assertThat(LeaseTerms.DEFAULT).isEqualTo(new LeaseTerms(ofSeconds(1), ofSeconds(60)));
  }

  @Test
  void aLeaseIsTwoSecondsToAnHour() {
    assertThat(new LeaseTerms(ofMillis(10), ofSeconds(2)).lease()).isEqualTo(ofSeconds(2));
    assertThat(new LeaseTerms(ofMillis(10), ofHours(1)).lease()).isEqualTo(ofHours(1));
    for (Duration lease : List.of(ofSeconds(1), ofMillis(1999), ofHours(1).plusMillis(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LeaseTerms(ofMillis(10), lease))
          .withMessage("the lease is PT2S to PT1H");
    }
  }

  @Test
  void aPollIsAtLeastTenMillisecondsAndBelowTheLease() {
    for (Duration poll : List.of(ZERO, ofMillis(9), ofMillis(-20), ofSeconds(2), ofSeconds(3))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LeaseTerms(poll, ofSeconds(2)))
          .withMessage("the poll interval is at least PT0.01S and below the lease");
    }
  }

  @Test
  void aCallMayHangForLessThanAThirdOfTheLease() {
    for (Duration lease : List.of(ofSeconds(2), ofSeconds(60), ofHours(1))) {
      LeaseTerms terms = new LeaseTerms(ofMillis(10), lease);
      assertThat(terms.callTimeout()).isPositive().isLessThan(lease.dividedBy(3));
    }
  }

  @Test
  void aGraceIsNothingToADayAndLengthensThePromiseAlone() {
    LeaseTerms terms = new LeaseTerms(ofMillis(10), ofSeconds(2), ofHours(24));
    assertThat(terms.bound()).isEqualTo(ofHours(24).plusSeconds(2));
    assertThat(terms.callTimeout()).isEqualTo(ofMillis(500));
    assertThat(LeaseTerms.DEFAULT.grace()).isZero();
    for (Duration grace : List.of(ofMillis(-1), ofHours(24).plusMillis(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LeaseTerms(ofMillis(10), ofSeconds(2), grace))
          .withMessage("the grace is PT0S to PT24H");
    }
  }
}
