package dev.latchkey.guard.lookup.opaque;

import static dev.latchkey.store.SampleKey.FORMAT;
import static dev.latchkey.store.SampleKey.TAG_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.guard.lookup.Answer.Unavailable;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.lookup.Lookups;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.SampleMessage;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.key.Proof;
import dev.latchkey.key.text.TagKey;
import dev.latchkey.key.text.TagKeys;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.SampleKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpaqueLookupTest {
  private static final SampleKey KEY = new SampleKey();
  private static final String OTHER_SECRET = "x".repeat(32);

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final InMemoryKeys store = new InMemoryKeys();
  private final KnownKeys keys = new KnownKeys(store, endings, 100);
  private final KnownTagKeys tagKeys = new KnownTagKeys(store, new ManualTime());
  private final OpaqueLookup lookup = new OpaqueLookup(FORMAT, keys, tagKeys);

  private static TagKey anotherTagKey() {
    byte[] bytes = new byte[TagKey.BYTES];
    Arrays.fill(bytes, (byte) 7);
    return new TagKey(1, bytes);
  }

  private static String forged(SampleKey key) {
    return key.text(OTHER_SECRET, anotherTagKey());
  }

  private Answer ask(String token) {
    return ask(lookup, token);
  }

  private static Answer ask(CredentialLookup kind, String token) {
    return kind.lookup(new Bearer(token), SampleMessage.PLAIN);
  }

  @Test
  void aGoodKeyIsFoundInTheStoreOnceAndThenInMemory() {
    store.put(KEY);
    assertThat(ask(KEY.text())).isInstanceOf(Found.class);
    assertThat(ask(KEY.text())).isInstanceOf(Found.class);
    assertThat(store.finds()).isEqualTo(1);
    assertThat(store.tagReads()).isEqualTo(1);
  }

  @Test
  void theSecretThatWasPresentedIsTheOneThatIsFound() {
    Optional<Instant> never = Optional.empty();
    store.put(new SampleKey().secret(OTHER_SECRET, never));
    assertThat(((Found) ask(KEY.text())).secret().ordinal()).isEqualTo(1);
    String second = KEY.text(OTHER_SECRET, TAG_KEY);
    assertThat(((Found) ask(second)).secret().ordinal()).isEqualTo(2);
  }

  @Test
  void aKeyWhoseStateIsBadIsFoundAllTheSameForTheChecksToJudge() {
    store.put(new SampleKey().revoked());
    assertThat(ask(KEY.text())).isInstanceOf(Found.class);
  }

  @Test
  void aForgedTagCostsNoLookUp() {
    store.put(KEY);
    for (int i = 0; i < 100; i++) {
      assertThat(ask(forged(new SampleKey("%012d".formatted(i)))))
          .isEqualTo(new Rejected("forged: not printed here"));
    }
    assertThat(ask(forged(KEY))).isInstanceOf(Rejected.class);
    assertThat(store.finds()).isZero();
    assertThat(store.tagReads()).isEqualTo(1);
  }

  @Test
  void withoutWholeTagKeysAWrongTagCostsALookUpAndNeverAccess() {
    store.put(new TagKeys(List.of(), false));
    store.put(KEY);
    assertThat(ask(KEY.text())).isInstanceOf(Found.class);
    assertThat(ask(forged(new SampleKey("ZZZZZZZZZZZZ")))).isEqualTo(new Rejected("unknown"));
    assertThat(store.finds()).isEqualTo(2);
  }

  @Test
  void anUnknownKeyIsRejectedAndCostsOneLookUp() {
    assertThat(ask(KEY.text())).isEqualTo(new Rejected("unknown"));
    assertThat(ask(KEY.text())).isEqualTo(new Rejected("unknown"));
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void aWrongSecretIsRejectedBeforeAndAfterTheKeyIsKnown() {
    store.put(KEY);
    Answer wrong = new Rejected("wrong secret", Optional.of(KEY.id()));
    assertThat(ask(KEY.text(OTHER_SECRET, TAG_KEY))).isEqualTo(wrong);
    assertThat(ask(KEY.text(OTHER_SECRET, TAG_KEY))).isEqualTo(wrong);
    assertThat(ask(forged(KEY))).isEqualTo(wrong);
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void theSecretOfAnotherKeyIsRejected() {
    SampleKey other = new SampleKey("ZZZZZZZZZZZZ").secret(OTHER_SECRET, Optional.empty());
    store.put(KEY);
    store.put(other);
    assertThat(ask(KEY.text(OTHER_SECRET, TAG_KEY))).isInstanceOf(Rejected.class);
    assertThat(ask(other.text(OTHER_SECRET, TAG_KEY))).isInstanceOf(Found.class);
  }

  @Test
  void aStoreThatIsAwayIsNoRefusal() {
    store.put(KEY);
    store.goAway();
    assertThat(ask(KEY.text())).isEqualTo(new Unavailable("the store is away"));
    assertThat(ask(forged(KEY))).isInstanceOf(Unavailable.class);
    store.comeBack();
    assertThat(ask(KEY.text())).isInstanceOf(Found.class);
  }

  @Test
  void aStoreThatGoesAwayAfterTheTagKeysWereReadIsNoRefusalEither() {
    ask(forged(KEY));
    store.put(KEY);
    store.goAway();
    assertThat(ask(KEY.text())).isInstanceOf(Unavailable.class);
    assertThat(ask(forged(KEY))).isInstanceOf(Rejected.class);
  }

  @Test
  void aKnownKeyIsFoundWhileTheStoreIsAway() {
    store.put(KEY);
    ask(KEY.text());
    store.goAway();
    assertThat(ask(KEY.text())).isInstanceOf(Found.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lk_", "lk_live_", "lk_live_short", "lk_prod_0123456789AB", "lk__"})
  void aMalformedKeyIsRejectedWithoutAnyLookUp(String token) {
    assertThat(ask(token)).isEqualTo(new Rejected("malformed"));
    assertThat(store.finds() + store.tagReads()).isZero();
  }

  @Test
  void aTokenOfAnotherFormIsNotMineAndNobodyElsesEither() {
    assertThat(ask("eyJhbGciOiJub25lIn0.e30.")).isEqualTo(Answer.NOT_MINE);
    assertThat(ask(new Lookups(List.of(lookup)), "eyJhbGciOiJub25lIn0.e30."))
        .isEqualTo(new Rejected("not a key of any known form"));
  }

  @Test
  void aRefusalByOneKindNeverFallsThroughToAnother() {
    Lookups all =
        new Lookups(
            List.of(
                lookup,
                (credential, message) -> {
                  throw new AssertionError("asked although the token was refused");
                }));
    assertThat(ask(all, "lk_live_short")).isEqualTo(new Rejected("malformed"));
    assertThat(ask(all, KEY.text())).isEqualTo(new Rejected("unknown"));
    store.goAway();
    assertThat(ask(all, new SampleKey("ZZZZZZZZZZZZ").text())).isInstanceOf(Unavailable.class);
  }

  @Test
  void noAnswerPrintsTheSecret() {
    store.put(KEY);
    Answer found = ask(KEY.text());
    Answer wrong = ask(KEY.text(OTHER_SECRET, TAG_KEY));
    assertThat(found + " " + wrong)
        .doesNotContain("ssssssss", "xxxxxxxx")
        .doesNotContain(((Proof.OfSecret) ((Found) found).secret().proof()).digest().hex());
  }
}
