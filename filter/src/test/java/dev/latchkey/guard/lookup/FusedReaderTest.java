package dev.latchkey.guard.lookup;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.store.Fuse;
import dev.latchkey.store.KeyReader;
import dev.latchkey.store.Snapshot;
import dev.latchkey.store.StoreException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FusedReaderTest {
  private static final KeyId ID = new KeyId("0123456789AB");
  private static final Snapshot NOTHING =
      new Snapshot(0, "hash", Optional.empty(), Optional.empty());

  private final ManualTime time = new ManualTime();
  private boolean away;
  private int asked;
  private Runnable meanwhile = () -> {};

  private final KeyReader store =
      new KeyReader() {
        @Override
        public Snapshot find(KeyId id, long followed) {
          answer();
          return NOTHING;
        }

        @Override
        public Snapshot findHost(ApiKey visitor, long followed) {
          answer();
          return NOTHING;
        }

        @Override
        public TagKeys tagKeys() {
          answer();
          return TagKeys.NONE;
        }
      };

  private final FusedReader fuse = new FusedReader(store, new Fuse(time));

  private void answer() {
    asked++;
    meanwhile.run();
    if (away) {
      throw new StoreException("the store is away");
    }
  }

  private void fails() {
    assertThatThrownBy(() -> fuse.find(ID, 0))
        .isInstanceOf(StoreException.class)
        .hasMessage("the store is away");
  }

  @Test
  void asksAStoreThatAnswersEveryTime() {
    assertThat(fuse.find(ID, 0)).isSameAs(NOTHING);
    assertThat(fuse.tagKeys()).isSameAs(TagKeys.NONE);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void asksAStoreThatFailedOnlyOnceASecondAndSaysWhy() {
    away = true;
    fails();
    time.pass(ofSeconds(1));
    fails();
    assertThat(asked).isEqualTo(1);
    time.pass(ofMillis(1));
    fails();
    fails();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void letsOneAtATimeTryAgain() {
    away = true;
    fails();
    time.pass(ofSeconds(2));
    meanwhile =
        () -> {
          meanwhile = () -> {};
          fails();
        };
    fails();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void goesOnAsSoonAsOneAnswerCame() {
    away = true;
    fails();
    away = false;
    time.pass(ofSeconds(2));
    assertThat(fuse.find(ID, 0)).isSameAs(NOTHING);
    assertThat(fuse.find(ID, 0)).isSameAs(NOTHING);
    assertThat(asked).isEqualTo(3);
  }
}
