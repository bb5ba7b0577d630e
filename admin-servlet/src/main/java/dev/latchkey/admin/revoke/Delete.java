package dev.latchkey.admin.revoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import java.time.Duration;
import java.util.Set;

/** {@code DELETE /v1/users/{user_id}/apikeys/{key_id}}: gone, but for its journal. */
public final class Delete implements Handler {
  private final Door door;
  private final Ledger ledger;
  private final Propagation propagation;

  public Delete(Door door, Ledger ledger, Propagation propagation) {
    this.door = door;
    this.ledger = ledger;
    this.propagation = propagation;
  }

  @Override
  public Reply handle(Request request) {
    Actor actor = door.actor(request, Door.KEYS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Ledger.Committed<ObjectNode> committed =
        ledger.commit(
            actor.name(),
            facts -> {
              KeyRecord old = Door.key(facts, actor, request);
              Plan.of(facts, old.key().account())
                  .requireEnder(old.key(), actor.user(), actor.operator());
              facts.delete(old.id());
              KeyChange.note(
                  facts, old, "key.delete", Json.object().put("name", old.about().name()));
              return Json.object()
                  .put("id", old.id().toString())
                  .put("deleted_at", facts.now().toString());
            });
    return Reply.written(200, committed.result(), propagation.of(committed.entry(), wait));
  }
}
