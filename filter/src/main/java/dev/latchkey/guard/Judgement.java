package dev.latchkey.guard;

import dev.latchkey.guard.check.Checks;
import dev.latchkey.guard.check.Circumstances;
import dev.latchkey.guard.check.Finding;
import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.Nonce;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.Credential;
import dev.latchkey.journal.Replica;
import dev.latchkey.key.Scope;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.Nonces;
import dev.latchkey.store.StoreException;
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
  private final Nonces nonces;
  private final Supplier<Replica> replica;
  private final TimeSource time;
  private final DecisionLog log;

  Judgement(
      CredentialLookup lookup,
      Nonces nonces,
      Supplier<Replica> replica,
      TimeSource time,
      DecisionLog log) {
    this.lookup = lookup;
    this.nonces = nonces;
    this.replica = replica;
    this.time = time;
    this.log = log;
  }

  /**
   * The clocks are read after the look-up, however long that took: what is allowed had not ended by
   * then, and was allowed while the lease still ran. A node that may not act at all asks no
   * database, which would keep every request waiting just when it is away.
   *
   * @param listed whether any rule covers the route; no key opens one that none does
   */
  @SuppressWarnings("ReferenceEquality") // the same reference is the same moment of knowledge
  Decision of(
      Credential credential, Message message, List<Scope> needed, boolean listed, String address) {
    boolean spent = false;
    for (int i = 0; i < MOST_TRIES; i++) {
      Replica before = replica.get();
      long nanos = time.nanoTime();
      long millis = time.currentTimeMillis();
      if (!before.mayActAt(nanos, millis)) {
        return log.note(mayNotAct(before), before, nanos, millis);
      }
      Answer answer = lookup.lookup(credential, message);
      Decision decision = conclude(answer, at(needed, address), listed);
      if (!spent && decision instanceof Decision.Allowed allowed && allowed.found().isSigned()) {
        decision = spend(allowed);
        spent = decision == allowed;
        decision = spent ? conclude(answer, at(needed, address), listed) : decision;
      }
      nanos = time.nanoTime();
      millis = time.currentTimeMillis();
      if (before == replica.get()) {
        boolean mayAct = before.mayActAt(nanos, millis);
        return log.note(mayAct ? decision : mayNotAct(before), before, nanos, millis);
      }
    }
    Decision restless = new Decision.Undecided("knowledge kept changing");
    return log.note(restless, replica.get(), time.nanoTime(), time.currentTimeMillis());
  }

  /**
   * Only a signature that would pass is spent, and it is before it does. That may take a while, so
   * what it was checked for is checked again.
   */
  private Decision spend(Decision.Allowed allowed) {
    Nonce nonce = allowed.found().nonce().orElseThrow();
    try {
      return nonces.spend(nonce.id(), nonce.until())
          ? allowed
          : new Decision.Refused(Refusal.replayed(allowed.found()));
    } catch (StoreException e) {
      return new Decision.Undecided(String.valueOf(e.getMessage()));
    }
  }

  private static Decision mayNotAct(Replica replica) {
    return new Decision.Undecided(replica.trouble().orElse("lease over"));
  }

  private Circumstances at(List<Scope> needed, String address) {
    return new Circumstances(needed, address, Instant.ofEpochMilli(time.currentTimeMillis()));
  }

  private static Decision conclude(Answer answer, Circumstances at, boolean listed) {
    if (answer instanceof Answer.Found found) {
      return conclude(found, at, listed);
    }
    if (answer instanceof Answer.Unavailable unavailable) {
      return new Decision.Undecided(unavailable.why());
    }
    Answer.Rejected rejected =
        answer instanceof Answer.Rejected mine ? mine : new Answer.Rejected("nobody's");
    return new Decision.Refused(Refusal.rejected(rejected));
  }

  private static Decision conclude(Answer.Found found, Circumstances at, boolean listed) {
    Finding finding = Checks.check(found, at);
    if (finding != Finding.PASSED) {
      return new Decision.Refused(Refusal.found(finding, found, at.needed()));
    }
    return listed ? new Decision.Allowed(found) : new Decision.Refused(Refusal.unlisted(found));
  }
}
