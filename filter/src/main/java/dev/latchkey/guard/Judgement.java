package dev.latchkey.guard;

import dev.latchkey.guard.check.Checks;
import dev.latchkey.guard.check.Circumstances;
import dev.latchkey.guard.check.Finding;
import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.journal.Replica;
import dev.latchkey.key.Scope;
import dev.latchkey.key.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Decides about a presented token by one state of knowledge: when this node learned anything
 * meanwhile, again. Safe for use by many threads.
 */
final class Judgement {
  /** A node that learns something new this often during one request is not able to tell. */
  private static final int MOST_TRIES = 100;

  private final CredentialLookup lookup;
  private final Supplier<Replica> replica;
  private final TimeSource time;

  Judgement(CredentialLookup lookup, Supplier<Replica> replica, TimeSource time) {
    this.lookup = lookup;
    this.replica = replica;
    this.time = time;
  }

  /**
   * The clocks are read after the look-up, however long that took: what is allowed had not ended by
   * then, and was allowed while the lease still ran. A node that may not act at all asks no
   * database, which would keep every request waiting just when it is away.
   */
  @SuppressWarnings("ReferenceEquality") // the same reference is the same moment of knowledge
  Decision of(String token, List<Scope> needed, String address) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Replica before = replica.get();
      if (!before.mayActAt(time)) {
        return mayNotAct(before);
      }
      Answer answer = lookup.lookup(token);
      Decision decision = conclude(answer, new Circumstances(needed, address, now()));
      boolean mayAct = before.mayActAt(time);
      if (before == replica.get()) {
        return mayAct ? decision : mayNotAct(before);
      }
    }
    return new Decision.Undecided("knowledge kept changing");
  }

  private static Decision mayNotAct(Replica replica) {
    return new Decision.Undecided(replica.trouble().orElse("lease over"));
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.currentTimeMillis());
  }

  private static Decision conclude(Answer answer, Circumstances at) {
    if (answer instanceof Answer.Found found) {
      Finding finding = Checks.check(found, at);
      return finding == Finding.PASSED
          ? new Decision.Allowed(found)
          : new Decision.Refused(Refusal.found(finding, found, at.needed()));
    }
    if (answer instanceof Answer.Unavailable unavailable) {
      return new Decision.Undecided(unavailable.why());
    }
    Answer.Rejected rejected =
        answer instanceof Answer.Rejected mine ? mine : new Answer.Rejected("nobody's");
    return new Decision.Refused(Refusal.rejected(rejected));
  }
}
