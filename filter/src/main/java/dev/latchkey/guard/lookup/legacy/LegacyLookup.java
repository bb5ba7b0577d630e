package dev.latchkey.guard.lookup.legacy;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.ProvenTokens;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.Presented.Credential;
import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.LegacyForm;
import dev.latchkey.key.LegacyText;
import dev.latchkey.key.Proof;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.Sha256;
import dev.latchkey.store.FirstUse;
import dev.latchkey.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Looks up keys that another system issued. They have no form of their own, so this stands last and
 * takes whatever nobody else claims. Cheapest first: whether there are any, what was proven before,
 * the selectors in memory, and only then the database. An unknown text and a wrong secret take the
 * same path.
 */
final class LegacyLookup implements CredentialLookup {
  private static final Answer UNKNOWN = new Answer.Rejected("not a key of any known form");

  /** What was proven: this secret of this key. Whether it still is one is asked each time. */
  private record Proven(KeyId key, SecretRecord secret) {}

  private final KnownSelectors selectors;
  private final KnownKeys keys;
  private final Sightings sightings;
  private final ProvenTokens<Proven> proven;
  private final String separator;

  LegacyLookup(
      KnownSelectors selectors, KnownKeys keys, Sightings sightings, String separator, long most) {
    this.selectors = selectors;
    this.keys = keys;
    this.sightings = sightings;
    this.proven = new ProvenTokens<>(most);
    this.separator = separator;
  }

  @Override
  public Answer lookup(Credential credential, Message message) {
    if (!(credential instanceof Bearer bearer)) {
      return Answer.NOT_MINE;
    }
    try {
      return selectors.isEmpty() ? UNKNOWN : lookup(bearer.token());
    } catch (StoreException e) {
      return new Answer.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  private Answer lookup(String token) {
    byte[] hash = Sha256.of(token.getBytes(StandardCharsets.ISO_8859_1));
    Digest digest = Digest.of(hash);
    Optional<Proven> before = proven.of(digest);
    if (before.isPresent()) {
      Optional<Answer> still = again(before.get());
      if (still.isPresent()) {
        return still.get();
      }
      proven.forget(digest);
    }
    Answer answer = search(LegacyText.of(token, separator), hash);
    if (answer instanceof Answer.Found found) {
      note(digest, found);
    }
    return answer;
  }

  private Optional<Answer> again(Proven before) {
    return known(before.key())
        .flatMap(
            known ->
                known.stored().secrets().stream()
                    .filter(secret -> isSame(secret, before.secret()))
                    .findFirst()
                    .map(secret -> new Answer.Found(known, secret)));
  }

  private static boolean isSame(SecretRecord present, SecretRecord before) {
    return present.ordinal() == before.ordinal() && present.proof().equals(before.proof());
  }

  private void note(Digest digest, Answer.Found found) {
    FirstUse use = new FirstUse(found.known().key().id(), found.secret().ordinal());
    if (sightings.take(use)) {
      proven.put(digest, new Proven(use.key(), found.secret()));
    }
  }

  private Answer search(LegacyText text, byte[] hash) {
    String installation = selectors.installation();
    Answer plain = compare(LegacyForm.selector(installation, hash), text);
    if (plain instanceof Answer.Found || !text.hasSelector()) {
      return plain;
    }
    return compare(LegacyForm.selector(installation, text.selector()), text);
  }

  private Answer compare(long selector, LegacyText text) {
    Answer answer = UNKNOWN;
    List<KeyId> candidates = selectors.find(selector);
    for (int i = 0; i < candidates.size(); i++) {
      Optional<Known> known = known(candidates.get(i));
      if (known.isPresent()) {
        answer = compare(known.get(), LegacyForm.print(selector), text);
        if (answer instanceof Answer.Found) {
          return answer;
        }
      }
    }
    return answer;
  }

  private static Answer compare(Known known, String selector, LegacyText text) {
    KeyId id = known.key().id();
    for (SecretRecord secret : known.stored().secrets()) {
      if (secret.proof() instanceof Proof.OfLegacy legacy
          && legacy.selector().equals(selector)
          && legacy.digest().equals(LegacyForm.kept(id, legacy.recipe().hash(text)))) {
        return new Answer.Found(known, secret);
      }
    }
    return new Answer.Rejected("wrong secret", Optional.of(id));
  }

  private Optional<Known> known(KeyId id) {
    return keys.inMemory(id).orElseGet(() -> keys.load(id));
  }
}
