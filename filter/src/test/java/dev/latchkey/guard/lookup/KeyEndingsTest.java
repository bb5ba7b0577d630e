package dev.latchkey.guard.lookup;

import static dev.latchkey.journal.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.Endings.Registration;
import dev.latchkey.key.KeyId;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KeyEndingsTest {
  private static final KeyId ID = new SampleKey().id();
  private static final Instant NOW = SampleKey.CREATED;

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final InMemoryKeys store = new InMemoryKeys();
  private final KnownKeys keys = new KnownKeys(store, endings, 100);
  private final List<String> told = new CopyOnWriteArrayList<>();

  private Registration watch(String name) {
    return endings.register(ID, () -> told.add(name));
  }

  /** Stores a change as an entry that this node learns. */
  private void becomes(SampleKey changed) {
    keys.learn(List.of(entry(store.put(changed), changed.id().toString().replace('_', ':'))));
  }

  private void review(Instant now) throws InterruptedException {
    endings.review(keys, now);
    letCallbacksRun();
  }

  /** Callbacks run one after the other: when a last one has run, so have those before it. */
  private void letCallbacksRun() throws InterruptedException {
    CountDownLatch last = new CountDownLatch(1);
    endings.register(new KeyId("ZZZZZZZZZZZZ"), last::countDown);
    endings.review(keys, NOW);
    assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aKeyThatWorksIsNotToldOf() throws InterruptedException {
    becomes(new SampleKey());
    watch("a");
    review(NOW);
    assertThat(told).isEmpty();
  }

  @Test
  void aKeyThatSomebodyElseKeepsIsAskedForInItsOwnWay() throws InterruptedException {
    becomes(new SampleKey());
    Known works = keys.load(ID).orElseThrow();
    List<Known> present = new CopyOnWriteArrayList<>(List.of(works));
    endings.of(() -> present.stream().findFirst()).register(ID, () -> told.add("visitor"));
    watch("ours");
    review(NOW);
    assertThat(told).isEmpty();

    present.clear();
    review(NOW);
    assertThat(told).containsExactly("visitor");
  }

  @Test
  void aRevokedKeyIsToldOfOnce() throws InterruptedException {
    becomes(new SampleKey());
    watch("a");
    review(NOW);
    becomes(new SampleKey().revoked());
    review(NOW);
    review(NOW);
    assertThat(told).containsExactly("a");
  }

  @Test
  void aDisabledKeyIsToldOf() throws InterruptedException {
    becomes(new SampleKey().disabled());
    watch("a");
    review(NOW);
    assertThat(told).containsExactly("a");
  }

  @Test
  void aDeletedKeyIsToldOf() throws InterruptedException {
    becomes(new SampleKey());
    watch("a");
    review(NOW);
    keys.learn(List.of(entry(store.delete(ID), "key:0123456789AB")));
    review(NOW);
    assertThat(told).containsExactly("a");
  }

  @Test
  void aKeyIsToldOfAtItsEndAndNotBefore() throws InterruptedException {
    Instant end = NOW.plusSeconds(60);
    becomes(new SampleKey().expiresAt(end));
    watch("a");
    review(end.minusMillis(1));
    assertThat(told).isEmpty();
    review(end);
    assertThat(told).containsExactly("a");
  }

  @Test
  void aKeyWhoseOwnerWasDisabledIsToldOf() throws InterruptedException {
    becomes(new SampleKey().ofAda("*:*", false));
    watch("a");
    review(NOW);
    assertThat(told).containsExactly("a");
  }

  @Test
  void aKeyThatHadEndedBeforeAnybodyAskedIsToldOf() throws InterruptedException {
    becomes(new SampleKey().revoked());
    keys.load(ID);
    watch("a");
    review(NOW);
    assertThat(told).containsExactly("a");
  }

  @Test
  void aStoreThatIsAwayEndsNothing() throws InterruptedException {
    becomes(new SampleKey().revoked());
    watch("a");
    store.goAway();
    endings.review(keys, NOW);
    store.comeBack();
    assertThat(told).isEmpty();
    review(NOW);
    assertThat(told).containsExactly("a");
  }

  @Test
  void everybodyWhoAskedIsToldEvenIfOneFails() throws InterruptedException {
    becomes(new SampleKey().revoked());
    watch("a");
    endings.register(
        ID,
        () -> {
          throw new IllegalStateException("planted");
        });
    watch("b");
    review(NOW);
    assertThat(told).containsExactly("a", "b");
  }

  @Test
  void whoeverClosedIsNotToldAndTheOthersAre() throws InterruptedException {
    becomes(new SampleKey().revoked());
    Runnable same = () -> told.add("same");
    Registration first = endings.register(ID, same);
    endings.register(ID, same);
    first.close();
    first.close();
    review(NOW);
    assertThat(told).containsExactly("same");
  }

  @Test
  void aKeyThatNobodyWaitsForAnyMoreIsNotReadAgain() throws InterruptedException {
    becomes(new SampleKey());
    watch("a").close();
    endings.review(keys, NOW);
    assertThat(store.finds()).isZero();
  }

  @Test
  void nobodyIsToldAfterTheEndOfTheGuard() {
    becomes(new SampleKey().revoked());
    watch("a");
    endings.close();
    endings.review(keys, NOW);
    assertThat(told).isEmpty();
  }
}
