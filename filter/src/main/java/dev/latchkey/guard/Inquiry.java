package dev.latchkey.guard;

import dev.latchkey.guard.Proven.Standing;
import dev.latchkey.guard.check.Checks;
import dev.latchkey.guard.check.Circumstances;
import dev.latchkey.guard.check.Finding;
import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.parse.Credentials;
import dev.latchkey.guard.parse.Presented.Credential;
import dev.latchkey.journal.Replica;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out about a token that somebody was handed: by the look-ups and the checks of a request
 * and, as in {@link Judgement}, under one state of knowledge. It is no use of the key, and nothing
 * that works once is used up. Safe for use by many threads.
 */
final class Inquiry {
  private static final int MOST_TRIES = 100;

  private final CredentialLookup lookup;
  private final Supplier<Replica> replica;
  private final TimeSource time;

  Inquiry(CredentialLookup lookup, Supplier<Replica> replica, TimeSource time) {
    this.lookup = lookup;
    this.replica = replica;
    this.time = time;
  }

  /**
   * What a token proves; empty when that is nothing.
   *
   * @param address where it is used from; empty where nobody knows, and anywhere will do
   * @throws StoreException when this node cannot tell
   */
  Optional<Proven> about(String token, Optional<String> address) {
    return Credentials.token(token) instanceof Credential credential
        ? about(credential, address)
        : Optional.empty();
  }

  @SuppressWarnings("ReferenceEquality") // the same reference is the same moment of knowledge
  private Optional<Proven> about(Credential credential, Optional<String> address) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Replica before = replica.get();
      requireMayAct(before);
      Optional<Proven> proven = conclude(lookup.lookup(credential, Handed.ON), address, now());
      long nanos = time.nanoTime();
      long millis = time.currentTimeMillis();
      if (before == replica.get()) {
        requireMayAct(before, nanos, millis);
        return proven;
      }
    }
    throw new StoreException("knowledge kept changing");
  }

  private static Optional<Proven> conclude(Answer answer, Optional<String> address, Instant now) {
    if (answer instanceof Answer.Unavailable unavailable) {
      throw new StoreException(unavailable.why());
    }
    return answer instanceof Found found && !found.isSigned()
        ? Optional.of(Proven.of(found, standing(found, address, now)))
        : Optional.empty();
  }

  private static Standing standing(Found found, Optional<String> address, Instant now) {
    Finding finding =
        address
            .map(from -> Checks.check(found, new Circumstances(List.of(), from, now)))
            .orElseGet(() -> Checks.checkHanded(found, now));
    if (finding == Finding.PASSED) {
      return Standing.GOOD;
    }
    return found.secret().worksAt(now) ? Standing.BARRED : Standing.ENDED;
  }

  private void requireMayAct(Replica known) {
    requireMayAct(known, time.nanoTime(), time.currentTimeMillis());
  }

  private static void requireMayAct(Replica known, long nanos, long millis) {
    if (!known.mayActAt(nanos, millis)) {
      throw new StoreException(known.trouble().orElse("lease over"));
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.currentTimeMillis());
  }
}
