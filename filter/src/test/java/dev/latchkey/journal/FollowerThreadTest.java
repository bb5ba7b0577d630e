package dev.latchkey.journal;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.key.TimeSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FollowerThreadTest {
  /** So seldom that only the doorbell can be the reason for a second poll. */
  private static final LeaseTerms SELDOM = new LeaseTerms(ofMinutes(10), ofMinutes(20));

  private static final LeaseTerms OFTEN = new LeaseTerms(ofMillis(10), ofSeconds(2));

  private final InMemoryJournal journal = new InMemoryJournal();
  private final Doorbell doorbell = new Doorbell();
  private final Semaphore afterPolls = new Semaphore(0);
  private final Semaphore learnt = new Semaphore(0);
  private volatile boolean learnerFails;
  private volatile Optional<Error> learnerBreaks = Optional.empty();

  private final Learner learner =
      new Learner() {
        @Override
        public void learn(List<Entry> entries) {
          if (learnerBreaks.isPresent()) {
            throw learnerBreaks.get();
          }
          if (learnerFails) {
            throw new IllegalStateException("planted");
          }
          learnt.release(entries.size());
        }

        @Override
        public void startAt(Position position) {}

        @Override
        public long furthest() {
          return 0;
        }

        @Override
        public void keepRevoked(List<Entry> lost) {}
      };

  private Node node = new Node("n1", "node", SELDOM);
  private Follower follower = new Follower(journal, learner, node, TimeSource.SYSTEM);
  @AutoClose private FollowerThread thread = thread();

  private FollowerThread thread() {
    return new FollowerThread(follower, doorbell, node, afterPolls::release);
  }

  private void pollOften() {
    node = new Node("n1", "node", OFTEN);
    follower = new Follower(journal, learner, node, TimeSource.SYSTEM);
    thread = thread();
  }

  private static void await(Semaphore happened, int times) throws InterruptedException {
    assertThat(happened.tryAcquire(times, 10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aStartedNodeHasJoined() throws InterruptedException {
    journal.commit("key:0123456789AB");
    thread.start(ofSeconds(10));
    assertThat(follower.replica().entry()).isEqualTo(1);
    assertThat(follower.replica().mayActAt(TimeSource.SYSTEM)).isTrue();
  }

  @Test
  void aStartDoesNotWaitForAStoreThatIsAway() throws InterruptedException {
    journal.goAway();
    thread.start(ofSeconds(10));
    assertThat(follower.replica().mayActAt(TimeSource.SYSTEM)).isFalse();
    journal.comeBack();
    await(afterPolls, 1);
    assertThat(follower.replica().mayActAt(TimeSource.SYSTEM)).isTrue();
  }

  @Test
  void theDoorbellBringsNewsBeforeThePoll() throws InterruptedException {
    thread.start(ofSeconds(10));
    await(afterPolls, 1);
    journal.commit("key:0123456789AB");
    doorbell.ring();
    await(learnt, 1);
    await(afterPolls, 1);
    assertThat(follower.replica().entry()).isEqualTo(1);
    assertThat(journal.applied(node)).hasValue(1L);
  }

  @Test
  void withoutADoorbellThePollBringsNews() throws InterruptedException {
    pollOften();
    thread.start(ofSeconds(10));
    journal.commit("key:0123456789AB");
    await(learnt, 1);
  }

  @Test
  void manyRingsAreOneAndNoneIsLostWhileThePollRuns() throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      doorbell.ring();
    }
    thread.start(ofSeconds(10));
    await(afterPolls, 2);
    journal.commit("key:0123456789AB");
    doorbell.ring();
    await(learnt, 1);
    assertThat(journal.polls()).isLessThan(10);
  }

  @Test
  void aDoorbellThatNobodyRingsIsHeardAtTheEndOfTheWait() throws InterruptedException {
    doorbell.await(ofMillis(1));
    doorbell.ring();
    doorbell.await(ofMinutes(10));
  }

  @Test
  void aFailingPollIsTriedAgainUntilTheStoreIsBack() throws InterruptedException {
    thread.start(ofSeconds(10));
    await(afterPolls, 1);
    journal.goAway();
    int before = journal.polls();
    doorbell.ring();
    journal.awaitPolls(before + 3);
    assertThat(afterPolls.availablePermits()).isZero();
    journal.commit("key:0123456789AB");
    journal.comeBack();
    await(learnt, 1);
    await(afterPolls, 1);
  }

  @Test
  void aFailingLearnerIsTriedAgainToo() throws InterruptedException {
    thread.start(ofSeconds(10));
    learnerFails = true;
    journal.commit("key:0123456789AB");
    int before = journal.polls();
    doorbell.ring();
    journal.awaitPolls(before + 2);
    assertThat(follower.replica().entry()).isZero();
    learnerFails = false;
    await(learnt, 1);
  }

  @Test
  void anErrorEndsNoNode() throws InterruptedException {
    thread.start(ofSeconds(10));
    await(afterPolls, 1);
    learnerBreaks = Optional.of(new OutOfMemoryError("planted"));
    journal.commit("key:0123456789AB");
    int before = journal.polls();
    doorbell.ring();
    journal.awaitPolls(before + 2);
    assertThat(thread.failure()).hasValue("OutOfMemoryError");
    learnerBreaks = Optional.empty();
    await(learnt, 1);
    await(afterPolls, 1);
    assertThat(follower.replica().entry()).isEqualTo(1);
  }

  @Test
  void whyTheLastPollFailedIsKnownUntilOneSucceeds() throws InterruptedException {
    pollOften();
    thread.start(ofSeconds(10));
    assertThat(thread.failure()).isEmpty();
    journal.goAway();
    journal.awaitPolls(journal.polls() + 2);
    assertThat(thread.failure()).hasValue("the store is away");
    afterPolls.drainPermits();
    journal.comeBack();
    await(afterPolls, 2);
    assertThat(thread.failure()).isEmpty();
  }

  @Test
  void aSealedNodeDoesNotSayThatItFollowsAgain() throws InterruptedException {
    try (CapturedLog log = CapturedLog.start()) {
      pollOften();
      journal.commit("key:0123456789AB");
      thread.start(ofSeconds(10));
      List<Entry> right = journal.copy();
      journal.goAway();
      journal.awaitPolls(journal.polls() + 2);
      journal.loseAfter(0);
      afterPolls.drainPermits();
      journal.comeBack();
      await(afterPolls, 2);
      assertThat(follower.replica().trouble()).isPresent();
      assertThat(log.text()).contains("sealed").doesNotContain("follows the journal again");

      journal.restore(right);
      log.awaits("follows the journal again");
    }
  }

  @Test
  void aClosedNodeHasLeftAndPollsNoMore() throws InterruptedException {
    pollOften();
    thread.start(ofSeconds(10));
    journal.awaitPolls(3);
    thread.close();
    int polls = journal.polls();
    assertThat(follower.replica().mayActAt(TimeSource.SYSTEM)).isFalse();
    assertThat(journal.applied(node)).isEmpty();
    assertThat(threads()).noneMatch(name -> name.equals("latchkey-follower"));
    assertThat(journal.polls()).isEqualTo(polls);
  }

  @Test
  void aNodeThatCannotSignOffStopsAllTheSame() throws InterruptedException {
    thread.start(ofSeconds(10));
    journal.goAway();
    thread.close();
    assertThat(follower.replica().mayActAt(TimeSource.SYSTEM)).isFalse();
    assertThat(threads()).noneMatch(name -> name.equals("latchkey-follower"));
  }

  @Test
  void aNodeThatWasNeverStartedCanBeClosedTwice() {
    thread.close();
    thread.close();
    assertThat(journal.polls()).isZero();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  @Test
  void aNodeThatTheInstallationDoesNotTakeCannotStartAndSaysWhatWouldBeRight() {
    journal.refuse(Optional.of("set latchkey.lease to PT60S"));
    assertThatExceptionOfType(NotTakenException.class)
        .isThrownBy(() -> thread.start(ofSeconds(10)))
        .withMessage("set latchkey.lease to PT60S");
    assertThat(follower.replica().mayActAt(TimeSource.SYSTEM)).isFalse();
  }

  @Test
  void aNodeThatFindsOutLaterThatItIsNotTakenWaitsUntilItIs() throws InterruptedException {
    pollOften();
    journal.goAway();
    thread.start(ofSeconds(10));
    journal.refuse(Optional.of("set latchkey.lease to PT60S"));
    journal.comeBack();
    journal.awaitPolls(journal.polls() + 3);
    assertThat(follower.replica().mayActAt(TimeSource.SYSTEM)).isFalse();
    assertThat(thread.refusal()).hasValue("set latchkey.lease to PT60S");

    journal.refuse(Optional.empty());
    await(afterPolls, 2);
    assertThat(thread.refusal()).isEmpty();
    assertThat(follower.replica().mayActAt(TimeSource.SYSTEM)).isTrue();
  }
}
