package dev.latchkey.guard;

import dev.latchkey.guard.check.Checks;
import dev.latchkey.guard.check.Circumstances;
import dev.latchkey.guard.check.Finding;
import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.guard.lookup.CredentialLookup;
import dev.latchkey.guard.parse.Presented;
import dev.latchkey.guard.route.Need;
import dev.latchkey.guard.route.RouteTable;
import dev.latchkey.guard.route.Routed;
import dev.latchkey.journal.Replica;
import dev.latchkey.key.Scope;
import dev.latchkey.key.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Decides about a request: route, parse, look up, check. Keeps no state of its own; safe for use by
 * many threads.
 */
final class Gate {
  /** A node that learns something new this often during one request is not able to tell. */
  private static final int MOST_TRIES = 100;

  private static final Decision NO_CREDENTIAL = new Decision.Refused(Refusal.NO_CREDENTIAL);

  private final RouteTable routes;
  private final CredentialLookup lookup;
  private final Supplier<Replica> replica;
  private final TimeSource time;
  private final boolean corsPreflight;

  Gate(
      RouteTable routes,
      CredentialLookup lookup,
      Supplier<Replica> replica,
      TimeSource time,
      boolean corsPreflight) {
    this.routes = routes;
    this.lookup = lookup;
    this.replica = replica;
    this.time = time;
    this.corsPreflight = corsPreflight;
  }

  Decision decide(Incoming request) {
    Routed routed = routes.route(request.method(), request.rawUri(), request.path());
    if (routed instanceof Routed.Unsafe unsafe) {
      return new Decision.Refused(Refusal.unsafePath(unsafe.why()));
    }
    if (corsPreflight && request.isCorsPreflight()) {
      return Decision.OPEN;
    }
    if (routed instanceof Routed.Listed listed) {
      return decide(request, listed.need());
    }
    return unlisted(decide(request, new Need.AnyKey()));
  }

  private Decision decide(Incoming request, Need need) {
    if (need instanceof Need.Open) {
      return Decision.OPEN;
    }
    Presented presented = request.presented();
    if (presented instanceof Presented.Bearer bearer) {
      return decide(request, needed(need), bearer);
    }
    if (presented instanceof Presented.Malformed malformed) {
      return new Decision.Refused(Refusal.malformed(malformed.why()));
    }
    return need instanceof Need.OptionalKey ? Decision.OPEN : NO_CREDENTIAL;
  }

  /**
   * Looks up and checks against one state of knowledge: when this node learned anything meanwhile,
   * again. The clocks are read after the look-up, however long that took: what is allowed had not
   * ended by then, and was allowed while the lease still ran. A node that may not act at all asks
   * no database, which would keep every request waiting just when it is away.
   */
  @SuppressWarnings("ReferenceEquality") // the same reference is the same moment of knowledge
  private Decision decide(Incoming request, List<Scope> needed, Presented.Bearer bearer) {
    String address = request.address();
    for (int i = 0; i < MOST_TRIES; i++) {
      Replica before = replica.get();
      if (!before.mayActAt(time)) {
        return mayNotAct(before);
      }
      Answer answer = lookup.lookup(bearer.token());
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

  /** No key opens a route that no rule lists. */
  private static Decision unlisted(Decision decision) {
    return decision instanceof Decision.Allowed allowed
        ? new Decision.Refused(Refusal.unlisted(allowed.found()))
        : decision;
  }

  private static List<Scope> needed(Need need) {
    return need instanceof Need.Scoped scoped ? scoped.all() : List.of();
  }
}
