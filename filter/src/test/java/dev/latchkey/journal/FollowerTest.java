package dev.latchkey.journal;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
  private static final LeaseTerms TERMS = new LeaseTerms(ofSeconds(1), ofSeconds(10));
  private static final Node NODE = new Node("n1", "node", TERMS);

  /** Notes what it is told, and what the node had published by then. */
  private final class Notes implements Learner {
    private final List<String> all = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private long furthest;

    @Override
    public void learn(List<Entry> entries) {
      meanwhile.run();
      entries.forEach(entry -> all.add(entry.number() + "@" + follower.replica().entry()));
    }

    @Override
    public long furthest() {
      return furthest;
    }

    @Override
    public void keepRevoked(List<Entry> lost) {
      all.add(
          "kept " + lost.stream().map(Entry::number).toList() + "@" + follower.replica().entry());
    }

    @Override
    public void startAt(Position position) {
      all.add("start " + position.entry() + "@" + follower.replica().entry());
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

  private void writeNow() {
    journal.setClock(Instant.ofEpochMilli(time.currentTimeMillis()));
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
    assertThat(follower.poll()).isFalse();
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
  void thePollThatReadsAnEntryConfirmsIt() {
    follower.poll();
    commit(1);
    assertThat(follower.poll()).isFalse();
    assertThat(journal.applied(NODE)).hasValue(1L);
  }

  @Test
  void requestsUnderWaySeeThatTheNodeLearntBeforeTheOthersDo() {
    follower.poll();
    Replica before = follower.replica();
    commit(1);
    journal.failCommits(true);
    assertThatExceptionOfType(StoreException.class).isThrownBy(follower::poll);
    assertThat(follower.replica()).isNotSameAs(before);
    assertThat(follower.replica().entry()).isEqualTo(1);
    assertThat(journal.applied(NODE)).hasValue(0L);
  }

  @Test
  void aPollWhoseCommitWasLostRenewsNothing() {
    follower.poll();
    time.pass(ofSeconds(9));
    commit(1);
    journal.failCommits(true);
    assertThatExceptionOfType(StoreException.class).isThrownBy(follower::poll);
    time.pass(ofSeconds(1));
    assertThat(mayAct()).isFalse();

    journal.failCommits(false);
    follower.poll();
    assertThat(mayAct()).isTrue();
    assertThat(notes.all).containsExactly("start 0@0", "1@0");
  }

  @Test
  void aNodeWhoseRowIsGoneIsSeenByTheOthersBeforeItRenews() {
    follower.poll();
    time.pass(ofSeconds(9));
    journal.forget(NODE);
    assertThat(follower.poll()).isTrue();
    assertThat(journal.applied(NODE)).hasValue(0L);
    time.pass(ofSeconds(1));
    assertThat(mayAct()).isFalse();

    assertThat(follower.poll()).isFalse();
    assertThat(mayAct()).isTrue();
  }

  @Test
  void theGraceLengthensTheService() {
    LeaseTerms terms = new LeaseTerms(ofSeconds(1), ofSeconds(10), ofSeconds(5));
    Follower graceful = new Follower(journal, notes, new Node("n2", "node", terms), time);
    graceful.poll();
    time.pass(ofSeconds(15).minusMillis(1));
    assertThat(graceful.replica().mayActAt(time)).isTrue();
    time.pass(ofMillis(1));
    assertThat(graceful.replica().mayActAt(time)).isFalse();
  }

  @Test
  void aDatabaseThatMayForgetIsAConcernAndNoReasonToStop() {
    follower.poll();
    journal.worry("fsync=off");
    follower.poll();
    assertThat(follower.concern()).hasValue("fsync=off");
    assertThat(mayAct()).isTrue();
    journal.worry("");
    follower.poll();
    assertThat(follower.concern()).isEmpty();
  }

  @Test
  void afterAReplicaThatLaggedTookOverTheNodeGoesOnAndHandsBackWhatWasLost() {
    writeNow();
    commit(3);
    follower.poll();
    journal.commit("key.revoke", "key:0123456789AB");
    commit(1);
    follower.poll();
    final List<Entry> lost = journal.copy().subList(3, 5);
    journal.failOverAfter(3);
    commit(4);

    assertThat(follower.poll()).isTrue();
    assertThat(mayAct()).isFalse();
    assertThat(journal.handedBack()).isEqualTo(lost);
    assertThat(follower.poll()).isTrue();
    assertThat(journal.applied(NODE)).hasValue(7L);
    assertThat(mayAct()).isFalse();
    assertThat(follower.poll()).isFalse();
    assertThat(mayAct()).isTrue();
    assertThat(follower.replica().entry()).isEqualTo(7);
    assertThat(notes.all).endsWith("kept [4, 5]@5", "start 7@5", "start 7@7", "start 7@7");
  }

  @Test
  void whatWasHandedBackIsHandedBackAgainToTheNextReplicaAndAfterEachAcceptance() {
    writeNow();
    commit(3);
    follower.poll();
    commit(1);
    follower.poll();
    journal.failOverAfter(3);
    while (follower.poll()) {
      assertThat(journal.handedBack()).hasSizeBetween(1, 2);
    }
    int before = journal.handedBack().size();
    follower.poll();
    assertThat(journal.handedBack()).hasSize(before);
    journal.failOverAfter(3);
    follower.poll();
    follower.poll();
    assertThat(journal.handedBack()).hasSize(before + 1);
    journal.commit(Lineage.ACCEPT, "installation:here");
    follower.poll();
    follower.poll();
    assertThat(journal.handedBack()).hasSize(before + 2);
  }

  @Test
  void aNodeThatMissedNothingTakesNoNoticeOfATakeover() {
    writeNow();
    commit(3);
    follower.poll();
    journal.failOverAfter(3);
    assertThat(follower.poll()).isTrue();
    assertThat(follower.poll()).isFalse();
    assertThat(mayAct()).isTrue();
    assertThat(notes.all).containsExactly("start 3@0");
  }

  @Test
  void aReplicaThatLaggedTooFarIsNotFollowed() {
    writeNow();
    commit(4);
    follower.poll();
    time.pass(ofMinutes(15));
    follower.poll();
    journal.failOverAfter(3);
    assertThat(follower.poll()).isFalse();
    assertSealed("another history");
    assertThat(journal.handedBack()).hasSize(1);
  }

  @Test
  void aTakeoverEarlierThanTheRestoreIsNoReasonToGoOn() {
    writeNow();
    commit(3);
    follower.poll();
    journal.failOverAfter(3);
    follower.poll();
    follower.poll();
    commit(1);
    follower.poll();
    journal.loseAfter(3);
    assertThat(follower.poll()).isFalse();
    assertSealed("another history");
  }

  @Test
  void aReplicaOfWhichTheNodeKnowsNothingAtAllIsNotFollowed() {
    writeNow();
    commit(2);
    follower.poll();
    journal.failOverAfter(0);
    assertThat(follower.poll()).isFalse();
    assertSealed("another history");
    assertThat(journal.handedBack()).hasSize(2);
  }

  @Test
  void aRestoredDatabaseSealsTheNodeUntilAnOperatorAcceptsIt() {
    writeNow();
    commit(2);
    journal.commit("key.revoke", "key:0123456789AB");
    follower.poll();
    journal.loseAfter(2);
    for (int i = 0; i < 3; i++) {
      assertThat(follower.poll()).isFalse();
      assertSealed("another history");
    }
    assertThat(journal.handedBack()).hasSize(1);

    journal.commit(Lineage.ACCEPT, "installation:here");
    while (follower.poll()) {
      assertThat(mayAct()).isFalse();
    }
    assertThat(mayAct()).isTrue();
    assertThat(notes.all).contains("kept [3]@3");
    assertThat(follower.replica().entry()).isEqualTo(3);
  }

  @Test
  void whatAnOperatorAcceptedOnceDoesNotAcceptTheNextRestore() {
    writeNow();
    commit(1);
    journal.commit(Lineage.ACCEPT, "installation:here");
    commit(1);
    follower.poll();
    journal.commit(Lineage.ACCEPT, "installation:here");
    follower.poll();
    journal.loseAfter(3);
    assertThat(follower.poll()).isFalse();
    assertSealed("another history");
  }

  @Test
  void nobodyCanAcceptAnotherInstallationsDatabase() {
    commit(1);
    follower.poll();
    journal.become("elsewhere");
    journal.commit(Lineage.ACCEPT, "installation:elsewhere");
    assertThat(follower.poll()).isFalse();
    assertSealed("another installation");
    assertThat(journal.handedBack()).isEmpty();
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
    assertThat(notes.all).filteredOn(note -> note.startsWith("start")).containsExactly("start 5@0");
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
    assertThat(notes.all).containsExactly("start 5@0", "kept [4, 5]@5", "start 5@5", "6@5");
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
  void whatALookUpReadBeyondTheEndOfTheJournalIsForgotten() {
    commit(2);
    follower.poll();
    notes.furthest = 3;
    commit(1);
    follower.poll();
    assertThat(notes.all).containsExactly("start 2@0", "3@2");
    notes.furthest = 4;
    follower.poll();
    assertThat(notes.all).endsWith("start 3@3");
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

  /** Another start of the node, with the bookmark of this one. */
  private Follower startedAgain(Path file) {
    return new Follower(journal, notes, NODE, time, new BookmarkFile(file));
  }

  @Test
  void aNodeThatStartsOnADatabaseThatWasPutBackMeanwhileIsSealed(@TempDir Path folder) {
    Path file = folder.resolve("position");
    commit(3);
    Follower first = startedAgain(file);
    first.poll();
    commit(2);
    first.poll();
    first.leave();
    List<Entry> whole = journal.copy();
    journal.loseAfter(4);
    Follower second = startedAgain(file);
    assertThat(second.poll()).isTrue();
    assertThat(second.replica().mayActAt(time)).isFalse();
    assertThat(second.poll()).isFalse();
    assertThat(second.replica().trouble()).hasValue("sealed: another history");

    journal.commit(Lineage.ACCEPT, "installation:here");
    assertThat(second.poll()).isTrue();
    assertThat(second.poll()).isFalse();
    assertThat(second.replica().mayActAt(time)).isTrue();
    assertThat(startedAgain(file).poll()).isFalse();

    journal.restore(whole);
    Follower third = startedAgain(file);
    assertThat(third.poll()).isTrue();
    assertThat(third.replica().mayActAt(time)).isFalse();
  }

  @Test
  void aNodeThatStartsWhereItsHistoryWentOnBeginsAtTheEnd(@TempDir Path folder) {
    Path file = folder.resolve("position");
    commit(1);
    startedAgain(file).poll();
    commit(3);
    Follower again = startedAgain(file);
    assertThat(again.poll()).isFalse();
    assertThat(again.replica().entry()).isEqualTo(4);
    assertThat(again.replica().mayActAt(time)).isTrue();
  }

  @Test
  void aHeadThatNamesEntriesWhichAreNotThereSeals() {
    commit(3);
    follower.poll();
    journal.exaggerateBy(2);
    assertThat(follower.poll()).isFalse();
    assertSealed("the journal has no entry after 3, and should go on to 5");
    journal.exaggerateBy(0);
    assertThat(follower.poll()).isFalse();
    assertThat(mayAct()).isTrue();
  }

  @Test
  void theBookmarkOfAnotherInstallationOrADamagedOneSaysNothing(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("position");
    commit(2);
    startedAgain(file).poll();
    journal.become("elsewhere");
    journal.loseAfter(1);
    assertThat(startedAgain(file).poll()).isFalse();
    for (String damaged : List.of("", "here\n", "here\nseven\nx\n0\n")) {
      Files.writeString(file, damaged);
      assertThat(startedAgain(file).poll()).isFalse();
    }
  }

  @Test
  void aBookmarkThatCannotBeKeptStopsNobody(@TempDir Path folder) {
    Follower careless = startedAgain(folder.resolve("no/such/folder/position"));
    careless.poll();
    assertThat(careless.replica().mayActAt(time)).isTrue();
  }
}
