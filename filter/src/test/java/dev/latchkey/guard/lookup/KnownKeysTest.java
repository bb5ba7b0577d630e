package dev.latchkey.guard.lookup;

import static dev.latchkey.journal.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.journal.Entries;
import dev.latchkey.journal.Position;
import dev.latchkey.key.Account;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import dev.latchkey.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {
  private static final KeyId ID = new SampleKey().id();

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final InMemoryKeys store = new InMemoryKeys();
  private final KnownKeys keys = new KnownKeys(store, endings, 100);

  private void learn(long number, String target) {
    keys.learn(List.of(entry(number, target)));
  }

  private static Position place(long number) {
    return new Position("here", number, Entries.hash(number));
  }

  private Optional<String> scopesInMemory() {
    return keys.inMemory(ID).flatMap(found -> found).map(key -> key.key().scopes().toString());
  }

  @Test
  void aKeyIsUnknownUntilItIsLookedUpAndThenKnownWithoutTheStore() {
    store.put(new SampleKey());
    assertThat(keys.inMemory(ID)).isEmpty();
    assertThat(keys.load(ID)).isPresent();
    assertThat(scopesInMemory()).hasValue("zones:read");
    assertThat(store.finds()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key:0123456789AB",
        "user:ada",
        "account:acme",
        "plan:gold",
        "role:admin",
        "manager:acme",
        "manager:other",
        "plan",
        "",
        ":",
        "KEY:0123456789AB"
      })
  void whatAnEntryTouchesIsForgottenAndSoIsEverythingWhenItsKindIsUnknown(String target) {
    store.put(new SampleKey().ofAda("*:*", true));
    keys.load(ID);
    learn(2, target);
    assertThat(keys.inMemory(ID)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key:ZZZZZZZZZZZZ",
        "user:bob",
        "account:other",
        "user:0123456789AB",
        "account:ada",
        "installation:1"
      })
  void whatAnEntryDoesNotTouchStaysKnown(String target) {
    store.put(new SampleKey().ofAda("*:*", true));
    keys.load(ID);
    learn(2, target);
    assertThat(keys.inMemory(ID)).isPresent();
  }

  @Test
  void aKeyWhoseOwnerIsMissingIsForgottenWhenTheOwnerComes() {
    store.put(new SampleKey().ofNobody());
    keys.load(ID);
    learn(2, "user:gone");
    assertThat(keys.inMemory(ID)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"key:", "key:short", "key:not-base-62!", "key:0123456789\u00e9\u00e9"})
  void anEntryAboutAKeyOfAnotherFormDoesNotStopTheLearning(String target) {
    store.put(new SampleKey());
    keys.load(ID);
    keys.learn(List.of(entry(2, target), entry(3, "key:0123456789AB")));
    assertThat(keys.inMemory(ID)).isEmpty();
  }

  @Test
  void thatThereIsNoSuchKeyIsRememberedUntilItIsIssued() {
    assertThat(keys.load(ID)).isEmpty();
    assertThat(keys.inMemory(ID)).hasValue(Optional.empty());
    learn(1, "key:ZZZZZZZZZZZZ");
    assertThat(keys.inMemory(ID)).hasValue(Optional.empty());

    learn(store.put(new SampleKey()) + 1, "key:0123456789AB");
    assertThat(keys.inMemory(ID)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user:ada", "account:acme", "plan:gold"})
  void thatThereIsNoSuchKeyIsForgottenWithWhateverMightHaveBroughtIt(String target) {
    keys.load(ID);
    learn(1, target);
    assertThat(keys.inMemory(ID)).isEmpty();
  }

  @Test
  void whatWasReadBeforeAnEntryThatTouchesItNeverComesInAfterIt() {
    store.put(new SampleKey());
    store.meanwhileOnce(() -> learn(store.put(new SampleKey().revoked()), "key:0123456789AB"));
    Known known = keys.load(ID).orElseThrow();
    assertThat(known.key().revocation()).isPresent();
    assertThat(keys.inMemory(ID)).hasValue(Optional.of(known));
    assertThat(store.finds()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user:ada", "account:acme", "plan:gold"})
  void norDoesWhatHungOnAnOwnerAnAccountOrAnythingUnknown(String target) {
    store.put(new SampleKey().ofAda("*:*", true));
    store.meanwhileOnce(() -> learn(store.put(new SampleKey().ofAda("none:none", false)), target));
    assertThat(keys.load(ID).orElseThrow().ownerIsEnabled()).isFalse();
    assertThat(store.finds()).isEqualTo(2);
  }

  @Test
  void norDoesThatThereIsNoSuchKey() {
    store.meanwhileOnce(() -> learn(store.put(new SampleKey()), "key:0123456789AB"));
    assertThat(keys.load(ID)).isPresent();
  }

  @Test
  void anEntryBehindAnotherStillCounts() {
    store.put(new SampleKey());
    store.meanwhileOnce(
        () -> {
          learn(store.put(new SampleKey().revoked()), "key:0123456789AB");
          learn(3, "key:ZZZZZZZZZZZZ");
          learn(4, "user:bob");
        });
    assertThat(keys.load(ID).orElseThrow().key().revocation()).isPresent();
  }

  @Test
  void whatWasReadBeforeAnEntryAboutOthersIsTaken() {
    store.put(new SampleKey());
    store.meanwhileOnce(() -> learn(2, "key:ZZZZZZZZZZZZ"));
    keys.load(ID);
    assertThat(keys.inMemory(ID)).isPresent();
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void whatIsNewerThanThisNodeIsTakenAndForgottenAgainWhenTheNodeComesThere() {
    store.put(new SampleKey());
    keys.startAt(place(0));
    keys.load(ID);
    assertThat(keys.inMemory(ID)).isPresent();
    learn(1, "key:0123456789AB");
    assertThat(keys.inMemory(ID)).isEmpty();
  }

  @Test
  void aKeyThatChangesFasterThanItIsReadCannotBeToldAndIsNotRemembered() {
    store.put(new SampleKey());
    store.meanwhile(() -> learn(store.put(new SampleKey()), "key:0123456789AB"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> keys.load(ID))
        .withMessage("the key kept changing while it was read");
    assertThat(keys.inMemory(ID)).isEmpty();
  }

  @Test
  void whatIsOlderThanThisNodesBeginningIsReadAgain() {
    store.put(new SampleKey());
    keys.startAt(place(7));
    store.meanwhileOnce(() -> store.standAt(7));
    assertThat(keys.load(ID)).isPresent();
    assertThat(store.finds()).isEqualTo(2);
  }

  @Test
  void aStoreThatStaysBehindThisNodeCannotTell() {
    store.put(new SampleKey());
    keys.startAt(place(7));
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> keys.load(ID));
    assertThat(keys.inMemory(ID)).isEmpty();
  }

  @Test
  void whatIsOlderThanEveryRememberedEntryIsReadAgain() {
    store.put(new SampleKey());
    store.meanwhileOnce(
        () -> {
          learn(store.put(new SampleKey().revoked()), "key:0123456789AB");
          keys.learn(
              LongStream.range(3, 3000).mapToObj(n -> entry(n, "key:ZZZZZZZZZZZZ")).toList());
          store.standAt(2999);
        });
    assertThat(keys.load(ID).orElseThrow().key().revocation()).isPresent();
    assertThat(store.finds()).isEqualTo(2);
  }

  @Test
  void aBeginningForgetsEverything() {
    store.put(new SampleKey());
    keys.load(ID);
    keys.startAt(place(1));
    assertThat(keys.inMemory(ID)).isEmpty();
  }

  @Test
  void whatWasReadBeforeABeginningNeverComesInAfterItWhateverItsNumber() {
    store.put(new SampleKey());
    store.standAt(99);
    store.meanwhileOnce(
        () -> {
          store.put(new SampleKey().revoked());
          store.standAt(10);
          keys.startAt(place(10));
        });
    assertThat(keys.load(ID).orElseThrow().key().revocation()).isPresent();
    assertThat(scopesInMemory()).isPresent();
    assertThat(store.finds()).isEqualTo(2);
  }

  @Test
  void aStoreThatIsAwayTeachesNothing() {
    store.put(new SampleKey());
    store.goAway();
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> keys.load(ID));
    assertThat(keys.inMemory(ID)).isEmpty();
    store.comeBack();
    assertThat(keys.load(ID)).isPresent();
  }

  @Test
  void noMoreKeysAreKeptThanWasAsked() {
    for (int i = 0; i < 1000; i++) {
      keys.load(new KeyId("%012d".formatted(i)));
    }
    long kept =
        LongStream.range(0, 1000)
            .filter(i -> keys.inMemory(new KeyId("%012d".formatted(i))).isPresent())
            .count();
    assertThat(kept).isBetween(1L, 100L);
  }

  @Test
  void whateverReadersRaceNothingOlderThanTheLastLearntEntryIsKnown() throws Exception {
    store.put(new SampleKey().scopes("version:1"));
    List<Thread> readers =
        List.of(new Thread(this::loadUntilStopped), new Thread(this::loadUntilStopped));
    readers.forEach(Thread::start);
    for (int i = 2; i < 3000; i++) {
      long number = store.put(new SampleKey().scopes("version:" + i));
      learn(number, "key:0123456789AB");
      scopesInMemory().ifPresent(known -> assertThat(known).isEqualTo("version:" + number));
    }
    for (Thread reader : readers) {
      reader.interrupt();
      reader.join(10_000);
    }
  }

  private void loadUntilStopped() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        keys.load(ID);
      } catch (StoreException keptChanging) {
        Thread.onSpinWait();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"key.revoke", "key.delete"})
  void aRevocationThatTheStoreHasLostHoldsHereForGood(String action) {
    store.put(new SampleKey());
    keys.load(ID);
    keys.keepRevoked(List.of(entry(7, action, "key:0123456789AB")));
    keys.startAt(place(1));

    assertThat(revocation()).hasValue("by entry 7, which the database has lost");
    keys.startAt(place(9));
    learn(10, "key:0123456789AB");
    store.standAt(10);
    assertThat(revocation()).hasValue("by entry 7, which the database has lost");
  }

  @Test
  void otherEntriesThatTheStoreHasLostRevokeNothing() {
    store.put(new SampleKey());
    keys.keepRevoked(
        List.of(
            entry(7, "key.change", "key:0123456789AB"),
            entry(8, "key.revoke", "key:ZZZZZZZZZZZZ"),
            entry(9, "key.revoke", "key:no id"),
            entry(9, "key.revoke", "user:0123456789AB")));
    assertThat(revocation()).isEmpty();
  }

  private Optional<String> revocation() {
    return keys.load(ID).orElseThrow().key().revocation().map(Revocation::reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user:ada", "account:acme", "key:0123456789AB"})
  void theHostOfAKeyThatSomebodyElseKeepsIsKnownUntilAnEntryTouchesIt(String target) {
    ApiKey visitor = new SampleKey().ofAda("none:none", false).stored().key();
    assertThat(keys.host(visitor)).as("no such account").isEmpty();
    learn(store.put(new Account(visitor.account(), "Acme", true)), "account:acme");
    assertThat(keys.host(visitor).orElseThrow().ownerIsEnabled()).as("no such user").isFalse();
    learn(
        store.put(
            new User(new UserId("ada"), visitor.account(), "Ada", Scopes.parse("zones:*"), true)),
        "user:ada");
    Known host = keys.host(visitor).orElseThrow();
    assertThat(host.ownerIsEnabled()).isTrue();
    assertThat(keys.host(visitor)).containsSame(host);
    assertThat(store.finds()).isEqualTo(3);

    store.standAt(3);
    learn(3, target);
    keys.host(visitor);
    assertThat(store.finds()).isEqualTo(4);
  }

  /** Anybody can ask for any id, and whose key a token stands for is no secret. */
  @Test
  void whoAsksForTheIdOfAVisitorAsForAKeyChangesNothingForTheVisitor() {
    ApiKey visitor = new SampleKey().stored().key();
    learn(store.put(new Account(visitor.account(), "Acme", true)), "account:acme");
    assertThat(keys.load(visitor.id())).isEmpty();
    assertThat(keys.host(visitor)).isPresent();
    assertThat(keys.load(visitor.id())).isEmpty();
    assertThat(keys.host(visitor)).isPresent();
    assertThat(keys.inMemory(visitor.id())).hasValue(Optional.empty());
  }

  @Test
  void whatALookUpSawOfAnEntryThatTheDatabaseHasLostIsForgotten() {
    store.put(new SampleKey());
    store.hashWith(number -> "lost " + number);
    keys.load(ID);
    assertThat(keys.furthest()).isEqualTo(1);
    store.hashWith(Entries::hash);
    learn(1, "user:bob");
    assertThat(keys.inMemory(ID)).isEmpty();
  }

  @Test
  void aLookUpThatIsStillUnderWayWhenTheDatabaseLosesWhatItSawIsRedone() {
    store.put(new SampleKey());
    store.hashWith(number -> "lost " + number);
    store.meanwhileOnce(
        () -> {
          store.hashWith(Entries::hash);
          learn(1, "user:bob");
        });
    keys.load(ID);
    assertThat(store.finds()).isEqualTo(2);
    assertThat(keys.inMemory(ID)).isPresent();
  }

  @Test
  void aLookUpThatSawFurtherIsKeptWhenTheNodeFollows() {
    store.put(new SampleKey());
    keys.load(ID);
    learn(1, "user:bob");
    assertThat(keys.inMemory(ID)).isPresent();
    assertThat(keys.furthest()).isEqualTo(1);
  }

  @Test
  void aDatabaseThatDoesNotHoldWhatTheNodeHasFollowedIsNotBelieved() {
    store.put(new SampleKey());
    learn(1, "key:0123456789AB");
    store.hashWith(number -> "restored " + number);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> keys.load(ID))
        .withMessage("the database holds another history than this node has followed");
  }
}
