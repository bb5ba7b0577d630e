package dev.latchkey.samples.demo.web;

import dev.latchkey.key.Caller;
import dev.latchkey.key.Scope;
import dev.latchkey.key.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who asks. The guard has checked the key and left its caller on the request; this file is all that
 * the app knows of Latchkey. The account comes from the key alone: nothing in a request can name
 * another.
 */
record Customer(
    String account,
    Optional<String> user,
    String key,
    List<String> scopes,
    Optional<Instant> keyEnds) {

  static Customer of(HttpServletRequest request) {
    if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller) {
      return new Customer(
          caller.account().value(),
          caller.user().map(UserId::value),
          caller.key().toString(),
          caller.scopes().all().stream().map(Scope::toString).toList(),
          caller.expiresAt());
    }
    throw new IllegalStateException("nobody is on the request: is its path guarded?");
  }
}
