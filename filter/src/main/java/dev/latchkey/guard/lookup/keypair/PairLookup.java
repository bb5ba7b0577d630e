package dev.latchkey.guard.lookup.keypair;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.guard.lookup.ProvenTokens;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.Bearer;
import dev.latchkey.guard.parse.Presented.Credential;
import dev.latchkey.key.Digest;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Proof;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.key.text.PairKey;
import dev.latchkey.store.StoreException;
import java.util.Optional;

/**
 * Looks up private halves that are sent as they are. Cheapest first: form and checksum, then what
 * was proven before, then the flood tag, and only then the database and a signature.
 */
public final class PairLookup implements CredentialLookup {
  private static final Answer FORGED = new Answer.Rejected("forged: not printed here");

  /** The public half, and not its number: after a restore another one may have that. */
  private record Proven(KeyId id, PublicHalf half) {}

  private final KeyFormat format;
  private final KnownKeys keys;
  private final KnownTagKeys tagKeys;
  private final PairHolders holders;
  private final ProvenTokens<Proven> proven;

  /**
   * Has proven nothing yet.
   *
   * @param most proofs remembered
   */
  public PairLookup(
      KeyFormat format, KnownKeys keys, KnownTagKeys tagKeys, PairHolders holders, long most) {
    this.format = format;
    this.keys = keys;
    this.tagKeys = tagKeys;
    this.holders = holders;
    this.proven = new ProvenTokens<>(most);
  }

  /** What starts like a key and is none was refused before this is asked. */
  @Override
  public Answer lookup(Credential credential, Message message) {
    return credential instanceof Bearer bearer && format.read(bearer.token()) instanceof PairKey key
        ? lookup(key)
        : Answer.NOT_MINE;
  }

  private Answer lookup(PairKey key) {
    Digest digest = key.digest();
    try {
      Optional<Answer> again = proven.of(digest).flatMap(this::again);
      if (again.isPresent()) {
        return again.get();
      }
      return tagKeys.mayHavePrinted(key) ? prove(key, digest) : FORGED;
    } catch (StoreException e) {
      return new Answer.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** The key with the public half that was proven before; empty when it has that no more. */
  private Optional<Answer> again(Proven before) {
    Optional<Known> known = keys.inMemory(before.id()).orElseGet(() -> keys.load(before.id()));
    return known.flatMap(
        key ->
            key.stored().secrets().stream()
                .filter(secret -> has(secret, before.half()))
                .findFirst()
                .map(secret -> new Answer.Found(key, secret)));
  }

  private Answer prove(PairKey key, Digest digest) {
    Answer answer = holders.holding(key.id(), key.half());
    if (answer instanceof Answer.Found found
        && found.secret().proof() instanceof Proof.OfKeyPair pair) {
      proven.put(digest, new Proven(key.id(), pair.half()));
    }
    return answer;
  }

  private static boolean has(SecretRecord secret, PublicHalf half) {
    return secret.proof() instanceof Proof.OfKeyPair pair && pair.half().equals(half);
  }
}
