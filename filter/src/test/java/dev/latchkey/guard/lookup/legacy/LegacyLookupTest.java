package dev.latchkey.guard.lookup.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.Answer.Rejected;
import dev.latchkey.guard.lookup.Answer.Unavailable;
import dev.latchkey.guard.lookup.KeyEndings;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.SampleMessage;
import dev.latchkey.journal.Entries;
import dev.latchkey.journal.ManualTime;
import dev.latchkey.journal.Position;
import dev.latchkey.key.LegacyText;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Recipe;
import dev.latchkey.key.Sha256;
import dev.latchkey.store.FirstUse;
import dev.latchkey.store.InMemoryKeys;
import dev.latchkey.store.InMemoryLegacy;
import dev.latchkey.store.SampleKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LegacyLookupTest {
  private static final String TEXT = "an-old-key";
  private static final Answer UNKNOWN = new Rejected("not a key of any known form");

  @AutoClose private final KeyEndings endings = new KeyEndings();
  private final InMemoryKeys store = new InMemoryKeys();
  private final InMemoryLegacy legacy = new InMemoryLegacy();
  private final KnownKeys keys = new KnownKeys(store, endings, 100);
  private final ManualTime time = new ManualTime();
  private final KnownSelectors selectors = new KnownSelectors(legacy, time, 100);
  private final Sightings sightings = new Sightings(legacy);
  private final LegacyLookup lookup = new LegacyLookup(selectors, keys, sightings, ".", 100);

  private final SampleKey key = new SampleKey("LegacyKey001");

  private static byte[] hash(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private Answer ask(String token) {
    return lookup.lookup(new Bearer(token), SampleMessage.PLAIN);
  }

  private void importPlain(String text) {
    store.put(key.proof(legacy.plain(key.id(), hash(text))));
    selectors.forget();
  }

  private void importSelected(String hashed, Recipe recipe, String selector) {
    store.put(key.proof(legacy.selected(key.id(), hash(hashed), recipe, selector)));
    selectors.forget();
  }

  @Test
  void whereNothingWasImportedNothingIsLookedUp() {
    for (int i = 0; i < 100; i++) {
      assertThat(ask("flood-" + i)).isEqualTo(UNKNOWN);
    }
    assertThat(legacy.finds()).isZero();
    assertThat(legacy.indexes()).isEqualTo(1);
  }

  @Test
  void aPlainKeyIsFoundOnceInTheStoreAndThenInMemory() {
    importPlain(TEXT);
    selectors.refresh();
    for (int i = 0; i < 10; i++) {
      assertThat(ask(TEXT)).isInstanceOf(Found.class);
    }
    assertThat(legacy.finds()).isEqualTo(1);
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void aFloodOfUnknownTextsCostsNoLookUp() {
    importPlain(TEXT);
    selectors.refresh();
    for (int i = 0; i < 1000; i++) {
      assertThat(ask(TEXT + i)).isEqualTo(UNKNOWN);
      assertThat(ask("selector." + i)).isEqualTo(UNKNOWN);
    }
    assertThat(legacy.finds() + store.finds()).isZero();
  }

  @Test
  void aFloodOfWrongSecretsUnderAKnownSelectorCostsOneLookUp() {
    importSelected("salts3cret", new Recipe("{salt}{secret}", "salt"), "sel");
    selectors.refresh();
    for (int i = 0; i < 1000; i++) {
      assertThat(ask("sel.wrong" + i))
          .isEqualTo(new Rejected("wrong secret", Optional.of(key.id())));
    }
    assertThat(ask("sel.s3cret")).isInstanceOf(Found.class);
    assertThat(ask("sel.s3creT")).isInstanceOf(Rejected.class);
    assertThat(legacy.finds()).isEqualTo(1);
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void whatWasImportedSinceIsFoundBeforeTheSelectorsAreReadAgain() {
    ask(TEXT);
    importPlain(TEXT);
    assertThat(ask(TEXT)).isInstanceOf(Found.class);
    assertThat(legacy.indexes()).isEqualTo(1);
    selectors.refresh();
    assertThat(selectors.isStale()).isFalse();
    assertThat(legacy.indexes()).isEqualTo(2);
  }

  @Test
  void aStoreThatIsAwayIsNoRefusalAndKeepsNoKnownKeyOut() {
    legacy.away(true);
    assertThat(ask(TEXT)).isInstanceOf(Unavailable.class);
    legacy.away(false);
    importPlain(TEXT);
    assertThat(ask(TEXT)).isInstanceOf(Found.class);
    legacy.away(true);
    store.goAway();
    assertThat(ask(TEXT)).isInstanceOf(Found.class);
    assertThat(ask("unknown")).isEqualTo(UNKNOWN);
    selectors.forget();
    assertThat(ask("unknown")).isInstanceOf(Unavailable.class);
  }

  @Test
  void aKeyThatWasDeletedIsUnknownAgain() {
    importPlain(TEXT);
    assertThat(ask(TEXT)).isInstanceOf(Found.class);
    store.delete(key.id());
    keys.startAt(new Position("here", 0, "0".repeat(64)));
    assertThat(ask(TEXT)).isEqualTo(UNKNOWN);
  }

  /** Rotated to a secret of its own, or restored to another under the same number. */
  @Test
  void aTextThatIsTheKeysNoMoreIsSearchedAnewAndRefused() {
    importPlain(TEXT);
    assertThat(ask(TEXT)).isInstanceOf(Found.class);
    replace(new SampleKey("LegacyKey001"));
    assertThat(ask(TEXT)).isInstanceOf(Rejected.class);

    replace(key);
    assertThat(ask(TEXT)).isInstanceOf(Found.class);
    Proof other = legacy.plain(key.id(), hash("another-old-key"));
    replace(new SampleKey("LegacyKey001").proof(other));
    assertThat(ask(TEXT)).isInstanceOf(Rejected.class);
  }

  private void replace(SampleKey present) {
    long entry = store.put(present);
    keys.learn(List.of(Entries.entry(entry, "key:" + present.id().value())));
  }

  @Test
  void theImportedHashItselfOpensNothing() {
    importPlain(TEXT);
    String hex = HexFormat.of().formatHex(hash(TEXT));
    assertThat(ask(hex)).isEqualTo(UNKNOWN);
  }

  @Test
  void theFirstUseIsToldOnceAndWaitsForTheStore() {
    importPlain(TEXT);
    legacy.away(false);
    ask(TEXT);
    ask(TEXT);
    legacy.away(true);
    sightings.tell();
    assertThat(sightings.areNone()).isFalse();
    legacy.away(false);
    sightings.tell();
    ask(TEXT);
    sightings.tell();
    assertThat(legacy.told()).containsExactly(new FirstUse(key.id(), 2));
  }

  @Test
  void nothingPrintsTheText() {
    importPlain(TEXT);
    Found found = (Found) ask(TEXT);
    Proof proof = found.secret().proof();
    assertThat(found + " " + proof + LegacyText.of("an-old.key", ".")).doesNotContain(TEXT, "old");
  }
}
