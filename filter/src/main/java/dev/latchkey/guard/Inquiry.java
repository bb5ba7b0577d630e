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
  private final CredentialLookup lookup;
  private final SteadyKnowledge knowledge;
  private final TimeSource time;

  Inquiry(CredentialLookup lookup, Supplier<Replica> replica, TimeSource time) {
    this.lookup = lookup;
    this.knowledge = new SteadyKnowledge(replica, time);
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

  private Optional<Proven> about(Credential credential, Optional<String> address) {
    return knowledge.ask(
        () -> conclude(lookup.lookup(credential, Handed.ON), address, now()),
        why -> {
          throw new StoreException(why);
        },
        (proven, basis, nanos, millis) -> proven);
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

  private Instant now() {
    return Instant.ofEpochMilli(time.currentTimeMillis());
  }
}
