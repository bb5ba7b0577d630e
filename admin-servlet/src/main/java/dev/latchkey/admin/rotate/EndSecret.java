package dev.latchkey.admin.rotate;

import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.StoredSecret;
import java.util.List;

/** {@code DELETE /v1/users/{user_id}/apikeys/{key_id}/secrets/{n}}: an overlap ends early. */
public final class EndSecret implements Handler {
  private final KeyChange change;

  public EndSecret(KeyChange change) {
    this.change = change;
  }

  @Override
  public Reply handle(Request request) {
    return change.answer(request, (facts, actor, old) -> end(facts, actor, old, request));
  }

  private static KeyRecord end(Facts facts, Actor actor, KeyRecord old, Request request) {
    Plan.of(facts, old.key().account()).requireEnder(old.key(), actor.user(), actor.operator());
    int ordinal = request.variable("n", "secret", EndSecret::ordinal);
    StoredSecret secret =
        old.secrets().stream()
            .filter(one -> one.record().ordinal() == ordinal)
            .findFirst()
            .orElseThrow(() -> Problem.notFound(old.id() + " has no secret " + ordinal));
    if (!old.effective(secret).worksAt(facts.now())) {
      return old;
    }
    if (old.living(facts.now()).size() == 1) {
      throw Problem.conflict(
          "secret " + ordinal + " is the only one that works; rotate first, or revoke the key");
    }
    return KeyChange.write(
        facts,
        old.withSecrets(replaced(old, secret.endingBy(facts.now()))),
        "key.end-secret",
        Json.object().put("secret", ordinal));
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
