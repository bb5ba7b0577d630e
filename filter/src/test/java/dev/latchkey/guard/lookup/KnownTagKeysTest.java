package dev.latchkey.guard.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.text.OpaqueKey;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTagKeysTest {
  private static final OpaqueKey KEY = (OpaqueKey) SampleKey.FORMAT.read(new SampleKey().text());
  private static final TagKeys WHOLE = new TagKeys(List.of(SampleKey.TAG_KEY), true);
  private static final TagKeys NONE_WHOLE = new TagKeys(List.of(), true);
  private static final TagKeys NOT_WHOLE = new TagKeys(List.of(), false);

  private final InMemoryKeys store = new InMemoryKeys();
  private final ManualTime time = new ManualTime();
  private final KnownTagKeys tagKeys = new KnownTagKeys(store, time);

  @Test
  void theyAreReadOnceWhileTheyAreWhole() {
    store.put(WHOLE);
    tagKeys.mayHavePrinted(KEY);
    time.pass(Duration.ofDays(30));
    assertThat(tagKeys.mayHavePrinted(KEY)).isTrue();
    assertThat(store.tagReads()).isEqualTo(1);
  }

  @Test
  void theyAreReadAnewWhenTheInstallationChanged() {
    store.put(NONE_WHOLE);
    assertThat(tagKeys.mayHavePrinted(KEY)).isFalse();
    store.put(WHOLE);
    tagKeys.forget();
    assertThat(tagKeys.mayHavePrinted(KEY)).isTrue();
    assertThat(store.tagReads()).isEqualTo(2);
  }

  @Test
  void aChangeDuringTheReadIsNotMissed() {
    store.put(NONE_WHOLE);
    store.meanwhileOnce(
        () -> {
          store.put(WHOLE);
          tagKeys.forget();
        });
    assertThat(tagKeys.mayHavePrinted(KEY)).isFalse();
    assertThat(tagKeys.mayHavePrinted(KEY)).isTrue();
  }

  @Test
  void theyAreReadAnewOnceAMinuteWhileTheyAreNotWhole() {
    store.put(NOT_WHOLE);
    assertThat(tagKeys.mayHavePrinted(KEY)).isTrue();
    time.pass(Duration.ofSeconds(60));
    tagKeys.mayHavePrinted(KEY);
    assertThat(store.tagReads()).isEqualTo(1);
    time.pass(Duration.ofNanos(1));
    tagKeys.mayHavePrinted(KEY);
    assertThat(store.tagReads()).isEqualTo(2);
  }

  @Test
  void aStoreThatIsAwayCannotTell() {
    store.goAway();
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> tagKeys.mayHavePrinted(KEY));
    store.comeBack();
    assertThat(tagKeys.mayHavePrinted(KEY)).isTrue();
  }
}
