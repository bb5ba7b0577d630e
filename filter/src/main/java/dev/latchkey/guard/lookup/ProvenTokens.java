package dev.latchkey.guard.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.key.Digest;
import java.util.Optional;

/**
 * Tokens whose proof was costly, and what they proved: by their digests alone, in memory alone.
 * What may have changed since is for whoever asks. Safe for use by many threads.
 *
 * @param <T> what a token proved
 */
public final class ProvenTokens<T> {
  private final Cache<Digest, T> proven;

  /**
   * Knows none yet.
   *
   * @param most tokens kept, least used first to go
   */
  public ProvenTokens(long most) {
    this.proven = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  public Optional<T> of(Digest token) {
    return Optional.ofNullable(proven.getIfPresent(token));
  }

  public void put(Digest token, T what) {
    proven.put(token, what);
  }

  /** Forgets one whose proof no longer holds. */
  public void forget(Digest token) {
    proven.invalidate(token);
  }
}
