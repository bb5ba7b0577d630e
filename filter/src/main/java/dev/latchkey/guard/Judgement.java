package dev.latchkey.guard;

import dev.latchkey.guard.check.Checks;
import dev.latchkey.guard.check.Circumstances;
import dev.latchkey.guard.check.Finding;
import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.limit.Limiter;
import dev.latchkey.guard.limit.Toll;
import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.lookup.Nonce;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.Credential;
import dev.latchkey.guard.usage.UseCount;
import dev.latchkey.journal.Replica;
import dev.latchkey.key.Scope;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.Nonces;
import dev.latchkey.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides about a presented token by one state of knowledge: when this node learned anything
 * meanwhile, again. Safe for use by many threads.
 */
final class Judgement {
  private final CredentialLookup lookup;
  private final Nonces nonces;
  private final Limiter limiter;
  private final SteadyKnowledge knowledge;
  private final TimeSource time;
  private final DecisionLog log;
  private final UseCount uses;

  Judgement(
      CredentialLookup lookup,
      Nonces nonces,
      Limiter limiter,
      Supplier<Replica> replica,
      TimeSource time,
      DecisionLog log,
      UseCount uses) {
    this.lookup = lookup;
    this.nonces = nonces;
    this.limiter = limiter;
    this.knowledge = new SteadyKnowledge(replica, time);
    this.time = time;
    this.log = log;
    this.uses = uses;
  }

  /**
   * Decides.
   *
   * @param place the account in which scopes are needed, as the path names it; empty for the key's
   * @param listed whether any rule covers the route; no key opens one that none does
   */
  Decision of(
      Credential credential,
      Message message,
      List<Scope> needed,
      Optional<String> place,
      boolean listed,
      String address) {
    Trial trial = new Trial(credential, message, needed, place, listed, address);
    Decision decision = knowledge.ask(trial::decide, Decision.Undecided::new, log::note);
    uses.note(decision, needed, address, message);
    return decision;
  }

  /** One request, which may be decided about more than once. For one thread. */
  private final class Trial {
    private final Credential credential;
    private final Message message;
    private final List<Scope> needed;
    private final Optional<String> place;
    private final boolean listed;
    private final String address;
    private Optional<Toll> toll = Optional.empty();
    private boolean spent;

    Trial(
        Credential credential,
        Message message,
        List<Scope> needed,
        Optional<String> place,
        boolean listed,
        String address) {
      this.credential = credential;
      this.message = message;
      this.needed = needed;
      this.place = place;
      this.listed = listed;
      this.address = address;
    }

    Decision decide() {
      Answer answer = lookup.lookup(credential, message);
      Decision decision = conclude(answer, now(), listed);
      if (decision instanceof Decision.Allowed allowed && allowed.found().isLimited()) {
        decision = count(answer, allowed);
      }
      if (!spent && decision instanceof Decision.Allowed allowed && allowed.found().isSigned()) {
        decision = spend(allowed);
        spent = decision == allowed;
        decision = spent ? again(answer, allowed.toll()) : decision;
      }
      return decision;
    }

    private Decision again(Answer answer, Toll paid) {
      Decision decision = conclude(answer, now(), listed);
      return decision instanceof Decision.Allowed allowed
          ? new Decision.Allowed(allowed.found(), allowed.at(), paid)
          : decision;
    }

    /** Once, however often the request is decided about. That may take a while, too. */
    private Decision count(Answer answer, Decision.Allowed allowed) {
      try {
        Toll paid = toll.orElseGet(() -> limiter.take(allowed.found().known().stored().limits()));
        toll = Optional.of(paid);
        return paid.passes() ? again(answer, paid) : new Decision.Limited(allowed.found(), paid);
      } catch (StoreException e) {
        return new Decision.Undecided(String.valueOf(e.getMessage()));
      }
    }

    private Circumstances now() {
      return new Circumstances(
          needed, place, address, Instant.ofEpochMilli(time.currentTimeMillis()));
    }
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
    return listed ? new Decision.Allowed(found, at) : new Decision.Refused(Refusal.unlisted(found));
  }
}
