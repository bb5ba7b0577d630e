package dev.latchkey.guard.lookup.keypair;

import static dev.latchkey.store.SampleKey.FORMAT;
import static dev.latchkey.store.SampleKey.TAG_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.guard.lookup.Answer.Unavailable;
import dev.latchkey.guard.lookup.Bulkhead;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.SampleMessage;
import dev.latchkey.journal.Entries;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.PublicHalf.Curve;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairLookupTest {
  private static final Rejected FORGED = new Rejected("forged: not printed here");

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final InMemoryKeys store = new InMemoryKeys();
  private final ManualTime time = new ManualTime();
  private final KnownKeys keys = new KnownKeys(store, endings, 100);
  private final KnownTagKeys tagKeys = new KnownTagKeys(store, time);
  private final PairHolders holders = new PairHolders(keys, new Bulkhead(), time);
  private final PairLookup lookup = new PairLookup(FORMAT, keys, tagKeys, holders, 100);
  private final SampleKey key = new SampleKey();
  private final Pair pair = Pair.of(Curve.ED25519);

  private Answer ask(String token) {
    return lookup.lookup(new Bearer(token), SampleMessage.PLAIN);
  }

  private String text(Pair any) {
    return any.text(key.id(), TAG_KEY);
  }

  private static TagKey anotherTagKey() {
    byte[] bytes = new byte[TagKey.BYTES];
    Arrays.fill(bytes, (byte) 7);
    return new TagKey(1, bytes);
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void aPrivateHalfIsProvenOnceAndThenInMemory(Curve curve) {
    Pair other = Pair.of(curve);
    store.put(key.proof(other.proof()));
    for (int i = 0; i < 3; i++) {
      Found found = (Found) ask(text(other));
      assertThat(found.secret().ordinal()).isEqualTo(2);
      assertThat(found.isSigned()).isFalse();
    }
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void whatWasProvenIsKnownWhileTheStoreIsAway() {
    store.put(key.proof(pair.proof()));
    ask(text(pair));
    store.goAway();
    assertThat(ask(text(pair))).isInstanceOf(Found.class);
  }

  @Test
  void aWrongTagCostsNoLookUpAndNoSignature() {
    store.put(key.proof(pair.proof()));
    for (int i = 0; i < 10; i++) {
      assertThat(ask(pair.text(key.id(), anotherTagKey()))).isEqualTo(FORGED);
    }
    assertThat(store.finds()).isZero();
    ask(text(pair));
    assertThat(ask(pair.text(key.id(), anotherTagKey()))).isEqualTo(FORGED);
  }

  @Test
  void withoutWholeTagKeysAWrongTagNeverCostsAccess() {
    store.put(new TagKeys(List.of(), false));
    store.put(key.proof(pair.proof()));
    assertThat(ask(text(pair))).isInstanceOf(Found.class);
    assertThat(ask(text(Pair.of(Curve.ED25519))))
        .isEqualTo(new Rejected("not the other half", Optional.of(key.id())));
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void anotherPrivateHalfIsRejectedThoughItsTagIsRight(Curve curve) {
    store.put(key.proof(pair.proof()).proof(Pair.of(Curve.P256).proof()));
    assertThat(ask(text(Pair.of(curve))))
        .isEqualTo(new Rejected("not the other half", Optional.of(key.id())));
  }

  @Test
  void anUnknownKeyIsRejected() {
    assertThat(ask(text(pair))).isEqualTo(new Rejected("unknown"));
  }

  @Test
  void aPairThatIsTheKeysNoMoreIsProvenAnewAndRefused() {
    store.put(key.proof(pair.proof()));
    assertThat(ask(text(pair))).isInstanceOf(Found.class);
    long entry = store.put(new SampleKey().proof(Pair.of(Curve.ED25519).proof()));
    keys.learn(List.of(Entries.entry(entry, "key:" + key.id().value())));
    assertThat(ask(text(pair))).isInstanceOf(Rejected.class);
  }

  @Test
  void aStoreThatIsAwayIsNoRefusal() {
    store.put(key.proof(pair.proof()));
    store.goAway();
    assertThat(ask(text(pair))).isEqualTo(new Unavailable("the store is away"));
    store.comeBack();
    assertThat(ask(text(pair))).isInstanceOf(Found.class);
  }

  @Test
  void anOpaqueKeyAndAJwtAreNotMine() {
    assertThat(ask(key.text())).isEqualTo(Answer.NOT_MINE);
    assertThat(ask("eyJhbGciOiJub25lIn0.e30.")).isEqualTo(Answer.NOT_MINE);
  }

  @Test
  void noAnswerPrintsThePrivateHalf() {
    store.put(key.proof(pair.proof()));
    String shown = ask(text(pair)) + " " + ask(text(Pair.of(Curve.ED25519)));
    assertThat(shown).doesNotContain(pair.privateHalf().reveal());
  }
}
