package dev.latchkey.admin.propagate;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.journal.LeaseTerms;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PropagationTest {
  private static final LeaseTerms TERMS =
      new LeaseTerms(ofSeconds(1), ofSeconds(10), ofSeconds(30));

  private final SeenNodes nodes = new SeenNodes();
  private final StoppedTime time = new StoppedTime();
  private Runnable duringPause = () -> {};
  private final Propagation propagation =
      new Propagation(nodes, time, this::pause, ofSeconds(2), TERMS);

  private boolean pause() {
    time.pass(ofMillis(10));
    duringPause.run();
    return true;
  }

  private void assertTold(ObjectNode told, int of, int confirmed) {
    assertThat(told.path("nodes").asInt()).isEqualTo(of);
    assertThat(told.path("confirmed").asInt()).isEqualTo(confirmed);
    assertThat(told.has("effective_by")).isEqualTo(confirmed < of);
  }

  private static Instant effectiveBy(ObjectNode told) {
    return Instant.parse(told.path("effective_by").asText());
  }

  @Test
  void itDoesNotWaitForNodesThatKnowAlready() {
    nodes.beat("a", 7);
    nodes.beat("b", 8);
    ObjectNode told = propagation.of(7, ofSeconds(2));
    assertTold(told, 2, 2);
    assertThat(told.path("millis").asLong()).isZero();
  }

  @Test
  void itAnswersAsSoonAsTheLastNodeHasApplied() {
    nodes.beat("a", 6);
    Instant heard = time.now().plusMillis(50);
    duringPause =
        () -> {
          if (!time.now().isBefore(heard)) {
            nodes.beat("a", 7);
          }
        };
    ObjectNode told = propagation.of(7, ofSeconds(2));
    assertTold(told, 1, 1);
    assertThat(told.path("millis").asLong()).isEqualTo(50);
  }

  @Test
  void aSilentNodeKeepsItNoLongerThanTheWaitAndIsBoundFromTheCommitOn() {
    Instant committed = time.now();
    nodes.beat("a", 7);
    nodes.beat("b", 6, ofSeconds(5));
    ObjectNode told = propagation.of(7, ofSeconds(2));
    assertTold(told, 2, 1);
    assertThat(told.path("millis").asLong()).isEqualTo(2000);
    assertThat(effectiveBy(told)).isEqualTo(committed.plusSeconds(15));
  }

  @Test
  void aNodeWithoutASignOfLifeCountsWhateverTheDatabasesClockSays() {
    nodes.beat("a", 6);
    assertThat(nodes.census().nodes().get(0).live()).isFalse();
    assertTold(propagation.of(7, ZERO), 1, 0);
  }

  @Test
  void nodesThatAReplicaMayNotKnowCountAsOneThatIsSilent() {
    nodes.beat("a", 7);
    nodes.doubt(ofSeconds(4));
    ObjectNode told = propagation.of(7, ofSeconds(2));
    assertTold(told, 2, 1);
    assertThat(told.path("millis").asLong()).isZero();
    assertThat(effectiveBy(told)).isEqualTo(time.now().plusSeconds(4));
  }

  @Test
  void aDatabaseThatGoesAwayMeanwhileLeavesWhatWasKnownOfEachNode() {
    Instant committed = time.now();
    nodes.beat("a", 7);
    nodes.beat("b", 6, ofSeconds(5));
    duringPause = nodes::goAway;
    ObjectNode told = propagation.of(7, ofSeconds(2));
    assertTold(told, 2, 1);
    assertThat(effectiveBy(told)).isEqualTo(committed.plusSeconds(15));
  }

  @Test
  void aNodeThatServesLongerThanOursIsReckonedWithThoughNobodyCanBeAsked() {
    nodes.beat("a", 6, ofSeconds(100));
    propagation.of(6, ZERO);
    nodes.goAway();
    Instant committed = time.now();
    assertThat(effectiveBy(propagation.of(7, ZERO))).isEqualTo(committed.plusSeconds(110));
  }

  @Test
  void aDatabaseThatWentAwayHasConfirmedNothing() {
    Instant committed = time.now();
    nodes.goAway();
    ObjectNode told = propagation.of(7, ofSeconds(2));
    assertTold(told, 1, 0);
    assertThat(effectiveBy(told)).isEqualTo(committed.plusSeconds(40));
    assertThat(Duration.between(committed, time.now())).isEqualTo(ofSeconds(2));
  }
}
