package dev.latchkey.admin.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.browse.KeyView;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.journal.Target;
import java.time.Duration;
import java.util.Set;

/**
 * A call that changes the key that its path names: who may, one commit, the new facts, and which
 * nodes know of them.
 */
public final class KeyChange {
  private final Door door;
  private final Ledger ledger;
  private final KeyView view;
  private final Propagation propagation;

  /** What is particular to a call. */
  public interface Step {
    /** Decides, writes what shall change, and answers the key as it is then. */
    KeyRecord take(Facts facts, Actor actor, KeyRecord old);
  }

  private record Changed(ObjectNode data, String entityTag) {}

  public KeyChange(Door door, Ledger ledger, KeyView view, Propagation propagation) {
    this.door = door;
    this.ledger = ledger;
    this.view = view;
    this.propagation = propagation;
  }

  public Reply answer(Request request, Step step) {
    Actor actor = door.actor(request, Door.KEYS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Ledger.Committed<Changed> committed =
        ledger.commit(
            actor.name(),
            facts -> {
              KeyRecord key = step.take(facts, actor, Door.key(facts, actor, request));
              return new Changed(view.of(key, facts.now()), KeyView.entityTag(key));
            });
    Changed changed = committed.result();
    return Reply.written(200, changed.data(), propagation.of(committed.entry(), wait))
        .with("ETag", changed.entityTag());
  }

  /** Writes a key as it shall be, with the one entry that says so. */
  public static KeyRecord write(Facts facts, KeyRecord key, String action, ObjectNode detail) {
    facts.put(key);
    note(facts, key, action, detail);
    return key;
  }

  /**
   * Writes the entry alone.
   *
   * @return its number
   */
  public static long note(Facts facts, KeyRecord key, String action, ObjectNode detail) {
    Target target = new Target(Target.KEY, key.id().value());
    return facts.note(new Deed(action, key.key().account(), target, Json.print(detail)));
  }
}
