package dev.latchkey.admin.legacy;

import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.journal.Target;
import dev.latchkey.key.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v1/apikeys/legacy/end}: an end for all secrets of other systems of an account. It
 * lengthens none, and leaves the secrets of our own beside them.
 */
public final class EndLegacy implements Handler {
  private static final String ACTION = "key.end-legacy";

  private final Door door;
  private final Ledger ledger;
  private final Propagation propagation;

  private record Done(long secrets, Instant end, boolean dryRun) {}

  public EndLegacy(Door door, Ledger ledger, Propagation propagation) {
    this.door = door;
    this.ledger = ledger;
    this.propagation = propagation;
  }

  @Override
  public Reply handle(Request request) {
    Actor actor = door.actor(request, Door.KEYS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    AccountId account = actor.account(Optional.empty());
    Ledger.Committed<Done> committed =
        ledger.commit(actor.name(), facts -> end(facts, account, request.fields()));
    Done done = committed.result();
    return Reply.written(
        200,
        Json.object()
            .put("secrets", done.secrets())
            .put("ends_at", done.end().toString())
            .put("dry_run", done.dryRun()),
        propagation.of(committed.entry(), wait));
  }

  private static Done end(Facts facts, AccountId account, Fields fields) {
    boolean dryRun = fields.flag("dry_run").orElse(false);
    fields.require("ends_at");
    Instant end = fields.instant("ends_at").orElse(facts.now());
    if (end.isBefore(facts.now())) {
      fields.refuse("ends_at", "is over; it is " + facts.now() + " now");
    }
    fields.check();
    long secrets = dryRun ? facts.legacyBeyond(account, end) : run(facts, account, end);
    return new Done(secrets, end, dryRun);
  }

  /**
   * Ends them within a commit.
   *
   * @return how many had no end by then
   */
  public static long run(Facts facts, AccountId account, Instant end) {
    long secrets = facts.legacyBeyond(account, end);
    if (secrets > 0) {
      facts.endLegacy(account, end);
      String detail =
          Json.print(Json.object().put("ends_at", end.toString()).put("secrets", secrets));
      facts.note(new Deed(ACTION, account, new Target(Target.ACCOUNT, account.value()), detail));
    }
    return secrets;
  }
}
