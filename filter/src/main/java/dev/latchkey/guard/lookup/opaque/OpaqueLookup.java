package dev.latchkey.guard.lookup.opaque;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.Presented.Credential;
import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Proof;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.key.text.OpaqueKey;
import dev.latchkey.key.text.Reading;
import dev.latchkey.store.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * Looks up keys of our own printed form. Cheapest first: form and checksum, then memory, then the
 * flood tag, and only then the database. An unknown id and a wrong secret take the same path.
 */
public final class OpaqueLookup implements CredentialLookup {
  private static final Answer MALFORMED = new Answer.Rejected("malformed");
  private static final Answer FORGED = new Answer.Rejected("forged: not printed here");

  /** What an unknown id is compared with. Nothing hashes to it that anybody could find. */
  private static final Digest NOBODY = Digest.of(new byte[Digest.BYTES]);

  private final KeyFormat format;
  private final KnownKeys keys;
  private final KnownTagKeys tagKeys;

  public OpaqueLookup(KeyFormat format, KnownKeys keys, KnownTagKeys tagKeys) {
    this.format = format;
    this.keys = keys;
    this.tagKeys = tagKeys;
  }

  @Override
  public Answer lookup(Credential credential, Message message) {
    if (!(credential instanceof Bearer bearer)) {
      return Answer.NOT_MINE;
    }
    Reading reading = format.read(bearer.token());
    if (reading instanceof OpaqueKey key) {
      return lookup(key);
    }
    return reading == Reading.MALFORMED ? MALFORMED : Answer.NOT_MINE;
  }

  private Answer lookup(OpaqueKey key) {
    KeyId id = key.id();
    Optional<Optional<Known>> inMemory = keys.inMemory(id);
    if (inMemory.isPresent()) {
      return compare(id, key, inMemory.get());
    }
    try {
      return tagKeys.mayHavePrinted(key) ? compare(id, key, keys.load(id)) : FORGED;
    } catch (StoreException e) {
      return new Answer.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  private static Answer compare(KeyId id, OpaqueKey key, Optional<Known> known) {
    byte[] digest = key.digest();
    if (known.isEmpty()) {
      boolean matches = NOBODY.matches(digest);
      return new Answer.Rejected(matches ? "nobody" : "unknown");
    }
    List<SecretRecord> secrets = known.get().stored().secrets();
    for (int i = 0; i < secrets.size(); i++) {
      SecretRecord secret = secrets.get(i);
      if (secret.proof() instanceof Proof.OfSecret kept && kept.digest().matches(digest)) {
        return new Answer.Found(known.get(), secret);
      }
    }
    return new Answer.Rejected("wrong secret", Optional.of(id));
  }
}
