package dev.latchkey.journal;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerTest {
  private static final LeaseTerms TERMS = new LeaseTerms(ofSeconds(1), ofSeconds(10));
  private static final Node NODE = new Node("n1", "node", TERMS);

  /** Notes what it is told, and what the node had published by then. */
  private final class Notes implements Learner {
    private final List<String> all = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    @Override
    public void learn(List<Entry> entries) {
      meanwhile.run();
      entries.forEach(entry -> all.add(entry.number() + "@" + follower.replica().entry()));
    }

    @Override
    public void startAt(long number) {
      all.add("start " + number + "@" + follower.replica().entry());
    }
  }

  private final InMemoryJournal journal = new InMemoryJournal();
  private final ManualTime time = new ManualTime();
  private final Notes notes = new Notes();
  private final Follower follower = new Follower(journal, notes, NODE, time);

  private void commit(int entries) {
    for (int i = 0; i < entries; i++) {
      journal.commit("key:0123456789AB");
    }
  }

  private boolean mayAct() {
    return follower.replica().mayActAt(time);
  }

  private void assertSealed(String why) {
    assertThat(mayAct()).isFalse();
    assertThat(follower.replica().trouble()).hasValue("sealed: " + why);
  }

  @Test
  void aNodeThatHasNotJoinedMayNotAct() {
    assertThat(mayAct()).isFalse();
    assertThat(follower.replica().trouble()).hasValue("has not reached the database yet");
    assertThat(follower.replica().entry()).isZero();
  }

  @Test
  void aNodeJoinsWhereTheJournalEndsAndForgetsWhatItReadBefore() {
    commit(5);
    assertThat(follower.poll()).isFalse();
    assertThat(follower.replica().entry()).isEqualTo(5);
    assertThat(notes.all).containsExactly("start 5@0");
    assertThat(mayAct()).isTrue();
    assertThat(journal.applied(NODE)).hasValue(5L);
  }

  @Test
  void aNodeThatCannotJoinMayNotAct() {
    journal.goAway();
    assertThatExceptionOfType(StoreException.class).isThrownBy(follower::poll);
    assertThat(mayAct()).isFalse();
  }

  @Test
  void theLeaseOfTheFirstPollStartsBeforeIt() {
    journal.meanwhile(() -> time.pass(ofSeconds(4)));
    follower.poll();
    time.pass(ofSeconds(6).minusMillis(1));
    assertThat(mayAct()).isTrue();
    time.pass(ofMillis(1));
    assertThat(mayAct()).isFalse();
  }

  @Test
  void theLeaseOfEveryPollStartsBeforeIt() {
    follower.poll();
    time.pass(ofSeconds(9));
    journal.meanwhile(() -> time.pass(ofSeconds(4)));
    follower.poll();
    time.pass(ofSeconds(6).minusMillis(1));
    assertThat(mayAct()).isTrue();
    time.pass(ofMillis(1));
    assertThat(mayAct()).isFalse();
  }

  @Test
  void aPollThatTookLongerThanTheLeaseRenewsNothing() {
    follower.poll();
    journal.meanwhile(() -> time.pass(ofSeconds(10)));
    follower.poll();
    assertThat(mayAct()).isFalse();
  }

  @Test
  void aPollThatFailedRenewsNothingAndTheLeaseRunsOn() {
    follower.poll();
    Replica before = follower.replica();
    time.pass(ofSeconds(9));
    journal.goAway();
    assertThatExceptionOfType(StoreException.class).isThrownBy(follower::poll);
    assertThat(follower.replica()).isSameAs(before);
    assertThat(mayAct()).isTrue();
    time.pass(ofSeconds(1));
    assertThat(mayAct()).isFalse();
  }

  @Test
  void aNodeActsAgainWhenTheStoreIsBack() {
    follower.poll();
    time.pass(ofSeconds(60));
    assertThat(mayAct()).isFalse();
    follower.poll();
    assertThat(mayAct()).isTrue();
  }

  @Test
  void aPollThatLeavesEntriesUnreadRenewsNothing() {
    follower.poll();
    commit(5);
    journal.answerAtMost(2);
    time.pass(ofSeconds(9));
    assertThat(follower.poll()).isTrue();
    assertThat(follower.replica().entry()).isEqualTo(2);
    time.pass(ofSeconds(1));
    assertThat(mayAct()).isFalse();

    assertThat(follower.poll()).isTrue();
    assertThat(mayAct()).isFalse();
    assertThat(follower.poll()).isTrue();
    assertThat(follower.replica().entry()).isEqualTo(5);
    assertThat(mayAct()).isTrue();
  }

  @Test
  void theLearnerIsToldOfEveryEntryInOrderBeforeTheNodeSaysSo() {
    follower.poll();
    commit(2);
    follower.poll();
    commit(1);
    follower.poll();
    assertThat(notes.all).containsExactly("start 0@0", "1@0", "2@0", "3@2");
    assertThat(follower.replica().entry()).isEqualTo(3);
  }

  @Test
  void aLearnerThatFailsKeepsTheNodeWhereItIs() {
    follower.poll();
    Replica before = follower.replica();
    commit(1);
    notes.meanwhile =
        () -> {
          throw new IllegalStateException("planted");
        };
    assertThatIllegalStateException().isThrownBy(follower::poll);
    assertThat(follower.replica()).isSameAs(before);
    notes.meanwhile = () -> {};
    follower.poll();
    assertThat(notes.all).containsExactly("start 0@0", "1@0");
  }

  @Test
  void whatWasAppliedIsConfirmedByPollingOnceMore() {
    follower.poll();
    commit(1);
    assertThat(follower.poll()).isTrue();
    assertThat(journal.applied(NODE)).hasValue(0L);
    assertThat(follower.poll()).isFalse();
    assertThat(journal.applied(NODE)).hasValue(1L);
  }

  @Test
  void everyPollPublishesANewReplicaSoThatARequestCanTell() {
    follower.poll();
    Replica first = follower.replica();
    follower.poll();
    assertThat(follower.replica()).isNotSameAs(first);
  }

  @Test
  void aJournalThatLostItsEndSealsTheNodeWhichForgetsNoEntry() {
    commit(5);
    follower.poll();
    journal.loseAfter(3);
    assertThat(follower.poll()).isFalse();
    assertSealed("another history");
    assertThat(follower.replica().entry()).isEqualTo(5);
  }

  @Test
  void aJournalThatGrewAgainAfterItLostItsEndKeepsTheNodeSealed() {
    commit(5);
    follower.poll();
    journal.loseAfter(3);
    journal.commit("user:somebody-else");
    commit(5);
    for (int i = 0; i < 3; i++) {
      assertThat(follower.poll()).isFalse();
      assertSealed("another history");
      assertThat(follower.replica().entry()).isEqualTo(5);
    }
    assertThat(notes.all).containsExactly("start 5@0");
  }

  @Test
  void anotherInstallationSealsTheNode() {
    commit(1);
    follower.poll();
    journal.become("elsewhere");
    follower.poll();
    assertSealed("another installation");
  }

  @Test
  void aGapSealsTheNodeAndNothingBehindItIsLearnt() {
    follower.poll();
    commit(3);
    journal.drop(2);
    assertThat(follower.poll()).isFalse();
    assertSealed("the journal goes from entry 1 to 3");
    assertThat(follower.replica().entry()).isZero();
    assertThat(notes.all).containsExactly("start 0@0");
  }

  @Test
  void aMissingFirstEntryIsAGapToo() {
    commit(1);
    follower.poll();
    commit(2);
    journal.drop(2);
    follower.poll();
    assertSealed("the journal goes from entry 1 to 3");
  }

  @Test
  void aSealedNodeGoesOnOnlyWithItsOwnHistoryAndForgetsWhatItReadFromTheOther() {
    commit(5);
    follower.poll();
    List<Entry> whole = journal.copy();
    journal.loseAfter(3);
    follower.poll();
    journal.restore(whole);
    commit(1);
    follower.poll();
    assertThat(mayAct()).isTrue();
    assertThat(follower.replica().entry()).isEqualTo(6);
    assertThat(notes.all).containsExactly("start 5@0", "start 5@5", "6@5");
  }

  @Test
  void aSealedNodeStaysSealedUntilItHasReadEverything() {
    commit(1);
    follower.poll();
    List<Entry> whole = journal.copy();
    journal.loseAfter(0);
    follower.poll();
    journal.restore(whole);
    commit(3);
    journal.answerAtMost(2);
    follower.poll();
    assertThat(follower.replica().entry()).isEqualTo(3);
    assertSealed("another history");
    follower.poll();
    assertThat(mayAct()).isTrue();
  }

  @Test
  void aNodeThatLeftMayNotActAndIsGone() {
    follower.poll();
    journal.meanwhile(() -> assertThat(mayAct()).isFalse());
    follower.leave();
    assertThat(mayAct()).isFalse();
    assertThat(follower.replica().trouble()).hasValue("has stopped");
    assertThat(journal.applied(NODE)).isEmpty();
  }

  @Test
  void aNodeThatNeverJoinedHasNothingToLeave() {
    follower.leave();
    assertThat(journal.polls()).isZero();
  }

  @Test
  void theLeaseEndsByTheMonotonicClockThoughTheOtherWasHeldOrSetBack() {
    follower.poll();
    time.passOnWallClock(ofHours(-1));
    time.passOnMonotonicClock(ofSeconds(10).minusNanos(1));
    assertThat(mayAct()).isTrue();
    time.passOnMonotonicClock(ofNanos(1));
    assertThat(mayAct()).isFalse();
  }

  @Test
  void theLeaseEndsByTheWallClockThoughASuspensionStoppedTheOther() {
    follower.poll();
    time.passOnWallClock(ofSeconds(10).minusMillis(1));
    assertThat(mayAct()).isTrue();
    time.passOnWallClock(ofMillis(1));
    assertThat(mayAct()).isFalse();
  }

  @Test
  void theMonotonicClockMayOverflow() {
    time.passOnMonotonicClock(ofSeconds(85));
    follower.poll();
    long before = time.nanoTime();
    time.pass(ofSeconds(9));
    assertThat(time.nanoTime()).isNegative().isLessThan(before);
    assertThat(mayAct()).isTrue();
    time.pass(ofSeconds(1));
    assertThat(mayAct()).isFalse();
  }
}
