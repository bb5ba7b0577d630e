package dev.latchkey.admin.revoke;

import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.browse.KeyView;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.journal.Target;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Revocation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v1/users/{user_id}/apikeys/{key_id}/revoke}: the end of a key, which stays listed.
 * Revoking it again changes nothing and answers the same.
 */
public final class Revoke implements Handler {
  private final Door door;
  private final Ledger ledger;
  private final KeyView view;
  private final Propagation propagation;

  public Revoke(Door door, Ledger ledger, KeyView view, Propagation propagation) {
    this.door = door;
    this.ledger = ledger;
    this.view = view;
    this.propagation = propagation;
  }

  @Override
  public Reply handle(Request request) {
    Actor actor = door.actor(request, Door.KEYS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    String reason = reason(request.optionalFields());
    Ledger.Committed<Reply.Facts> committed =
        ledger.commit(
            actor.name(),
            facts -> {
              KeyRecord revoked = revoke(facts, actor, Door.key(facts, actor, request), reason);
              return new Reply.Facts(view.of(revoked, facts.now()), KeyView.entityTag(revoked));
            });
    return committed.result().written(propagation.of(committed.entry(), wait));
  }

  private static String reason(Fields fields) {
    String reason = fields.text("reason", 0, 256).orElse("");
    fields.check();
    return reason;
  }

  private static KeyRecord revoke(Facts facts, Actor actor, KeyRecord old, String reason) {
    if (old.key().revocation().isPresent()) {
      return old;
    }
    KeyRecord revoked =
        old.with(revoked(old.key(), new Revocation(facts.now(), actor.name(), reason)));
    facts.put(revoked);
    facts.note(
        new Deed(
            "key.revoke",
            old.key().account(),
            new Target(Target.KEY, old.id().value()),
            Json.print(Json.object().put("reason", reason))));
    return revoked;
  }

  private static ApiKey revoked(ApiKey key, Revocation revocation) {
    return new ApiKey(
        key.id(),
        key.account(),
        key.owner(),
        key.scopes(),
        key.notBefore(),
        key.expiresAt(),
        key.enabled(),
        Optional.of(revocation),
        key.networks());
  }
}
