package dev.latchkey.guard.lookup.keypair;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Bulkhead;
import dev.latchkey.guard.lookup.Known;
import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.Nonce;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.PrivateHalf;
import dev.latchkey.key.Proof;
import dev.latchkey.key.PublicHalf;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out whether somebody holds a private half of a key. All of it costs a signature, and the
 * first time a look-up that nothing could refuse before: so few at a time. Safe for use by many
 * threads.
 */
public final class PairHolders {
  private static final byte[] CHALLENGE =
      "latchkey: is this the other half?".getBytes(StandardCharsets.US_ASCII);

  private final KnownKeys keys;
  private final Bulkhead bulkhead;
  private final TimeSource time;

  public PairHolders(KnownKeys keys, Bulkhead bulkhead, TimeSource time) {
    this.keys = keys;
    this.bulkhead = bulkhead;
    this.time = time;
  }

  /** Found, when the private half is the other half of one of the key's. */
  Answer holding(KeyId id, PrivateHalf half) {
    return bulkhead.within(() -> find(id, other(half), Optional.empty()));
  }

  /** Found, when one of the key's private halves signed this. */
  Answer signing(Signed signed) {
    return bulkhead.within(() -> find(signed.key(), signed.by(), Optional.of(signed.nonce())));
  }

  private static Predicate<PublicHalf> other(PrivateHalf half) {
    byte[] signature = half.sign(CHALLENGE);
    return kept -> kept.curve() == half.curve() && kept.verifies(CHALLENGE, signature);
  }

  private Answer find(KeyId id, Predicate<PublicHalf> other, Optional<Nonce> nonce) {
    try {
      Optional<Known> known = keys.inMemory(id).orElseGet(() -> keys.load(id));
      return known
          .map(key -> find(key, other, nonce))
          .orElseGet(() -> new Answer.Rejected("unknown"));
    } catch (StoreException e) {
      return new Answer.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** Of the secrets that still work: those are few, however often a key was rotated. */
  private Answer find(Known known, Predicate<PublicHalf> other, Optional<Nonce> nonce) {
    Instant now = Instant.ofEpochMilli(time.currentTimeMillis());
    for (SecretRecord secret : known.stored().secrets()) {
      boolean fits =
          secret.worksAt(now)
              && secret.proof() instanceof Proof.OfKeyPair pair
              && other.test(pair.half());
      if (fits) {
        return new Answer.Found(known, secret, nonce);
      }
    }
    return new Answer.Rejected("not the other half", Optional.of(known.key().id()));
  }
}
