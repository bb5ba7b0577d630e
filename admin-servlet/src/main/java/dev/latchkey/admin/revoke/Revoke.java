package dev.latchkey.admin.revoke;

import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.key.Revocation;

/**
 * {@code POST /v1/users/{user_id}/apikeys/{key_id}/revoke}: the end of a key, which stays listed.
 * Revoking it again changes nothing and answers the same.
 */
public final class Revoke implements Handler {
  private final KeyChange change;

  public Revoke(KeyChange change) {
    this.change = change;
  }

  @Override
  public Reply handle(Request request) {
    return change.answer(
        request,
        (facts, actor, old) -> revoke(facts, actor, old, reason(request.optionalFields())));
  }

  private static String reason(Fields fields) {
    String reason = fields.text("reason", 0, 256).orElse("");
    fields.check();
    return reason;
  }

  private static KeyRecord revoke(Facts facts, Actor actor, KeyRecord old, String reason) {
    Plan.of(facts, old.key().account()).requireEnder(old.key(), actor.user(), actor.operator());
    if (old.key().revocation().isPresent()) {
      return old;
    }
    Revocation revocation = new Revocation(facts.now(), actor.name(), reason);
    return KeyChange.write(
        facts,
        old.with(old.key().revoked(revocation)),
        "key.revoke",
        Json.object().put("reason", reason));
  }
}
