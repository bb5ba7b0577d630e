package dev.latchkey.guard.lookup;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.SecretRecord;
import java.time.Instant;
import java.util.Optional;

/** What a look-up found. Mine but bad stops; only not mine passes on to the next kind. */
public sealed interface Answer {
  /** Of another printed form: another kind of credential may know it. */
  Answer NOT_MINE = new NotMine();

  /** See {@link #NOT_MINE}. */
  record NotMine() implements Answer {}

  /**
   * The token proves this key. Whether the key may do anything is for the checks.
   *
   * @param secret the one of its secrets that was presented
   * @param nonce what is to be spent before the request may pass; only where it was signed
   */
  record Found(Known known, SecretRecord secret, Optional<Nonce> nonce) implements Answer {
    public Found(Known known, SecretRecord secret) {
      this(known, secret, Optional.empty());
    }

    /** Whether there is a bound on how often the key works. */
    public boolean isLimited() {
      return !known.stored().limits().isEmpty();
    }

    /** Whether the secret stayed with its holder, who signed with it. */
    public boolean isSigned() {
      return nonce.isPresent();
    }

    /** When the presented secret stops working: its own end or the key's, the earlier. */
    public Optional<Instant> worksUntil() {
      Optional<Instant> own = secret.endsAt();
      Optional<Instant> key = known.key().expiresAt();
      return own.isPresent() && key.isPresent()
          ? Optional.of(own.get().isBefore(key.get()) ? own.get() : key.get())
          : own.or(() -> key);
    }
  }

  /**
   * The token proves nothing.
   *
   * @param why for the log; the caller is never told
   * @param claimed the key that it names, where it names one that exists
   */
  record Rejected(String why, Optional<KeyId> claimed) implements Answer {
    public Rejected(String why) {
      this(why, Optional.empty());
    }
  }

  /** The store could not tell. */
  record Unavailable(String why) implements Answer {}
}
