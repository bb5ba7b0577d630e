package dev.latchkey.admin.rotate;

import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.browse.KeyView;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.journal.Target;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code DELETE /v1/users/{user_id}/apikeys/{key_id}/secrets/{n}}: an overlap ends early. */
public final class EndSecret implements Handler {
  private final Door door;
  private final Ledger ledger;
  private final KeyView view;
  private final Propagation propagation;

  public EndSecret(Door door, Ledger ledger, KeyView view, Propagation propagation) {
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
    Ledger.Committed<Reply.Facts> committed =
        ledger.commit(
            actor.name(),
            facts -> {
              KeyRecord ended = end(facts, Door.key(facts, actor, request), request);
              return new Reply.Facts(view.of(ended, facts.now()), KeyView.entityTag(ended));
            });
    return committed.result().written(propagation.of(committed.entry(), wait));
  }

  private static KeyRecord end(Facts facts, KeyRecord old, Request request) {
    int ordinal = request.variable("n", "secret", EndSecret::ordinal);
    StoredSecret secret =
        old.secrets().stream()
            .filter(one -> one.record().ordinal() == ordinal)
            .findFirst()
            .orElseThrow(() -> Problem.notFound(old.id() + " has no secret " + ordinal));
    if (!secret.record().worksAt(facts.now())) {
      return old;
    }
    if (old.living(facts.now()).size() == 1) {
      throw Problem.conflict(
          "secret " + ordinal + " is the only one that works; rotate first, or revoke the key");
    }
    KeyRecord ended = old.withSecrets(replaced(old, secret.endingBy(facts.now())));
    facts.put(ended);
    facts.note(
        new Deed(
            "key.end-secret",
            old.key().account(),
            new Target(Target.KEY, old.id().value()),
            Json.print(Json.object().put("secret", ordinal))));
    return ended;
  }

  private static Integer ordinal(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException("is a number from 1");
    }
    return Integer.valueOf(text);
  }

  private static List<StoredSecret> replaced(KeyRecord key, StoredSecret changed) {
    return key.secrets().stream()
        .map(s -> s.record().ordinal() == changed.record().ordinal() ? changed : s)
        .toList();
  }
}
