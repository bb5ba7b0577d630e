package dev.latchkey.admin.introspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Clients;
import dev.latchkey.admin.access.Tokens;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.guard.Proven;
import dev.latchkey.key.Caller;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v1/introspect}: RFC 7662. A token is active when the guard would let it in, sent as
 * it is; where from is not asked, for nobody here knows. Of all others the answer tells nothing.
 */
public final class Introspect implements Handler {
  private static final Scope INTROSPECT = Scope.of("apikeys", "introspect");

  private final Clients clients;
  private final Tokens tokens;

  public Introspect(Clients clients, Tokens tokens) {
    this.clients = clients;
    this.tokens = tokens;
  }

  @Override
  public Reply handle(Request request) {
    Actor actor = clients.actor(request, INTROSPECT);
    request.allowQuery(Set.of());
    String token = request.form().required("token");
    return Reply.plain(
        200,
        tokens
            .prove(token, Optional.empty())
            .filter(Proven::isGood)
            .filter(proven -> actor.sees(proven.caller().account()))
            .map(Introspect::active)
            .orElseGet(() -> Json.object().put("active", false)));
  }

  private static ObjectNode active(Proven proven) {
    Caller caller = proven.caller();
    ObjectNode told = Json.object().put("active", true);
    Scopes scopes = caller.effectiveScopes();
    if (!scopes.all().isEmpty()) {
      told.put("scope", scopes.toString());
    }
    told.put("client_id", caller.key().toString());
    told.put("sub", caller.getName());
    told.put("token_type", "Bearer");
    told.put("jti", caller.key() + "." + proven.secret());
    told.put("account", caller.account().value());
    told.put("iat", proven.issuedAt().getEpochSecond());
    putSeconds(told, "nbf", proven.notBefore());
    putSeconds(told, "exp", proven.worksUntil());
    return told;
  }

  private static void putSeconds(ObjectNode told, String name, Optional<Instant> at) {
    at.ifPresent(instant -> told.put(name, instant.getEpochSecond()));
  }
}
