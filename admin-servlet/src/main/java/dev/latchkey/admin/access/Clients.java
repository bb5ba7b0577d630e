package dev.latchkey.admin.access;

import dev.latchkey.admin.exchange.Login;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.guard.Proven;
import dev.latchkey.key.Caller;
import dev.latchkey.key.Scope;
import java.util.Optional;

/**
 * Who calls as a client of OAuth: let in by the guard like anybody, or with the id of a key and its
 * text as {@code Basic} (RFC 6749 section 2.3.1), which the guard counts as no credential.
 */
public final class Clients {
  private static final String CHALLENGE = "Bearer realm=\"api\", Basic realm=\"api\"";

  private final Door door;
  private final Tokens tokens;

  public Clients(Door door, Tokens tokens) {
    this.door = door;
    this.tokens = tokens;
  }

  /**
   * Whoever calls, who must hold {@code scope}.
   *
   * @throws Problem 401 when that is nobody, 403 without the scope
   */
  public Actor actor(Request request, Scope scope) {
    Caller caller =
        request
            .caller()
            .or(() -> request.login().flatMap(this::proven))
            .orElseThrow(
                () ->
                    Problem.of(
                            Kind.UNAUTHENTICATED,
                            "send your key as Authorization: Bearer, or its id and the key as Basic")
                        .with("WWW-Authenticate", CHALLENGE));
    return door.actor(request.by(caller), scope);
  }

  private Optional<Caller> proven(Login login) {
    return tokens
        .prove(login.secret(), Optional.of(login.address()))
        .filter(Proven::isGood)
        .map(Proven::caller)
        .filter(caller -> caller.key().toString().equals(login.id()));
  }
}
