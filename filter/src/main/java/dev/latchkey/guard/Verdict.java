package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.key.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * What the guard decided, kept on the request for later dispatches: a container drops principals on
 * ASYNC and ERROR. Of a type that nobody else can make, under a name that a client cannot set.
 */
final class Verdict {
  private static final String ATTRIBUTE = "dev.latchkey.guard.verdict";

  private final Decision decision;

  private Verdict(Decision decision) {
    this.decision = decision;
  }

  /** Whether the app gets to see the request. */
  static boolean lets(Decision decision) {
    return decision instanceof Decision.Allowed || decision instanceof Decision.Open;
  }

  /** Keeps the decision, and shows the app who calls: nobody else can have said so before. */
  static Optional<Caller> keep(HttpServletRequest request, Decision decision) {
    request.setAttribute(ATTRIBUTE, new Verdict(decision));
    if (decision instanceof Decision.Allowed allowed) {
      request.setAttribute(Caller.ATTRIBUTE, allowed.caller());
      return Optional.of(allowed.caller());
    }
    request.removeAttribute(Caller.ATTRIBUTE);
    return Optional.empty();
  }

  /** Who was let through when the request came in. */
  static Optional<Caller> of(HttpServletRequest request) {
    return allowed(request).map(Decision.Allowed::caller);
  }

  /** The same with all that it rested on. */
  static Optional<Decision.Allowed> allowed(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Verdict verdict
            && verdict.decision instanceof Decision.Allowed allowed
        ? Optional.of(allowed)
        : Optional.empty();
  }
}
