package dev.latchkey.admin.reveal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.access.Grant;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Keepsake;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v1/users/{user_id}/apikeys/{key_id}/reveal}: a text again. The journal says so
 * first: what could not be committed is not opened.
 */
public final class Reveal implements Handler {
  private static final int MOST_SECRETS = 999_999_999;

  private final Door door;
  private final Ledger ledger;
  private final Optional<Copies> copies;
  private final boolean usual;

  /**
   * Reveals keys of {@code ledger}.
   *
   * @param copies empty where none are kept
   * @param usual whether keys can be revealed, where no plan says
   */
  public Reveal(Door door, Ledger ledger, Optional<Copies> copies, boolean usual) {
    this.door = door;
    this.ledger = ledger;
    this.copies = copies;
    this.usual = usual;
  }

  private record Chosen(StoredSecret secret, Keepsake copy) {}

  @Override
  public Reply handle(Request request) {
    Actor actor = door.actor(request, Scope.REVEAL);
    request.allowQuery(Set.of());
    Copies kept =
        copies.orElseThrow(
            () -> Problem.conflict("latchkey.admin.seal-keys are not set: no secret is kept here"));
    Chosen chosen =
        ledger.commit(actor.name(), facts -> choose(facts, actor, request, kept)).result();
    ObjectNode shown = Json.object();
    shown.put("id", chosen.copy().key().toString());
    shown.put("n", chosen.copy().ordinal());
    shown.put("kind", chosen.secret().record().proof().kind().word());
    shown.setAll(kept.open(chosen.copy()));
    return Reply.data(shown);
  }

  /** Whoever is shown a key gets all that it may do: the same rule as for a rotation. */
  private Chosen choose(Facts facts, Actor actor, Request request, Copies kept) {
    KeyRecord key = Door.key(facts, actor, request);
    Plan plan = Plan.of(facts, key.key().account());
    plan.requireManager(key.key(), actor.user());
    if (!plan.recoverable().orElse(usual)) {
      throw Problem.conflict(
          "secrets of this account are shown once: neither its plan nor"
              + " latchkey.admin.recoverable says otherwise");
    }
    Fields fields = request.optionalFields();
    Optional<Integer> wanted = fields.number("secret", 1, MOST_SECRETS);
    fields.check();
    requireLiving(key, facts);
    StoredSecret secret = secret(key, wanted, facts);
    Grant.by(actor, facts).allOf(key.key()).check();
    int ordinal = secret.record().ordinal();
    Keepsake copy =
        facts
            .keepsakes()
            .find(key.id(), ordinal)
            .orElseThrow(() -> Problem.conflict("secret " + ordinal + " was not made recoverable"));
    kept.missing(copy).ifPresent(Reveal::refuseSealedElsewhere);
    KeyChange.note(facts, key, "key.reveal", Json.object().put("secret", ordinal));
    return new Chosen(secret, copy);
  }

  private static void requireLiving(KeyRecord key, Facts facts) {
    KeyStatus status = key.key().status(facts.now());
    if (status == KeyStatus.REVOKED || status == KeyStatus.EXPIRED) {
      throw Problem.conflict(key.id() + " is " + status.word() + ": its text opens nothing");
    }
  }

  private static StoredSecret secret(KeyRecord key, Optional<Integer> wanted, Facts facts) {
    List<StoredSecret> living = key.living(facts.now());
    if (wanted.isEmpty()) {
      if (living.isEmpty()) {
        throw Problem.conflict(key.id() + " has no secret that works");
      }
      return living.get(living.size() - 1);
    }
    int ordinal = wanted.get();
    if (key.secrets().stream().noneMatch(one -> one.record().ordinal() == ordinal)) {
      throw Problem.notFound(key.id() + " has no secret " + ordinal);
    }
    return living.stream()
        .filter(one -> one.record().ordinal() == ordinal)
        .findFirst()
        .orElseThrow(
            () -> Problem.conflict("secret " + ordinal + " has ended: its text opens nothing"));
  }

  private static void refuseSealedElsewhere(String name) {
    throw Problem.conflict(
        "it is sealed under the key " + name + ", which latchkey.admin.seal-keys lacks");
  }
}
