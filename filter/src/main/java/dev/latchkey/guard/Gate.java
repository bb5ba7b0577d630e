package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.parse.Presented;
import dev.latchkey.guard.route.Need;
import dev.latchkey.guard.route.RouteTable;
import dev.latchkey.guard.route.Routed;
import dev.latchkey.key.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Decides about a request: route, parse, look up, check. Keeps no state of its own; safe for use by
 * many threads.
 */
final class Gate {
  private static final Decision NO_CREDENTIAL = new Decision.Refused(Refusal.NO_CREDENTIAL);

  private final RouteTable routes;
  private final Judgement judgement;
  private final boolean corsPreflight;

  Gate(RouteTable routes, Judgement judgement, boolean corsPreflight) {
    this.routes = routes;
    this.judgement = judgement;
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
      return decide(request, listed.need(), true);
    }
    return decide(request, new Need.AnyKey(), false);
  }

  private Decision decide(Incoming request, Need need, boolean listed) {
    if (need instanceof Need.Open) {
      return Decision.OPEN;
    }
    Presented presented = request.presented();
    if (presented instanceof Presented.Credential credential) {
      return judgement.of(
          credential, request, needed(need), place(need), listed, request.address());
    }
    if (presented instanceof Presented.Malformed malformed) {
      return new Decision.Refused(Refusal.malformed(malformed.why()));
    }
    return need instanceof Need.OptionalKey ? Decision.OPEN : NO_CREDENTIAL;
  }

  private static Optional<String> place(Need need) {
    return need instanceof Need.Scoped scoped ? scoped.account() : Optional.empty();
  }

  private static List<Scope> needed(Need need) {
    return need instanceof Need.Scoped scoped ? scoped.all() : List.of();
  }
}
