package dev.latchkey.admin.rotate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.access.Grant;
import dev.latchkey.admin.browse.KeyView;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.mint.Minted;
import dev.latchkey.admin.mint.Minter;
import dev.latchkey.admin.mint.Order;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.retry.Once;
import dev.latchkey.admin.retry.Once.Outcome;
import dev.latchkey.admin.retry.Retry;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.key.KeyKind;
import dev.latchkey.key.KeyStatus;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** {@code POST /v1/users/{user_id}/apikeys/{key_id}/rotate}. */
public final class Rotate implements Handler {
  private static final int MOST_LIVING = 5;
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(365);

  private final Door door;
  private final Ledger ledger;
  private final Minter minter;
  private final KeyView view;
  private final Propagation propagation;
  private final SecureRandom random;
  private final Duration usualOverlap;

  /**
   * Rotates keys of {@code ledger}.
   *
   * @param usualOverlap how long both secrets work when a call does not say
   */
  public Rotate(
      Door door,
      Ledger ledger,
      Minter minter,
      KeyView view,
      Propagation propagation,
      SecureRandom random,
      Duration usualOverlap) {
    this.door = door;
    this.ledger = ledger;
    this.minter = minter;
    this.view = view;
    this.propagation = propagation;
    this.random = random;
    this.usualOverlap = usualOverlap;
  }

  @Override
  public Reply handle(Request request) {
    Actor actor = door.actor(request, Door.KEYS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Optional<Retry> retry = Retry.of(request, actor, random);
    Outcome outcome =
        ledger
            .commit(
                actor.name(), facts -> Once.run(facts, retry, () -> rotate(facts, actor, request)))
            .result();
    if (outcome instanceof Outcome.Whole whole) {
      String path = request.path();
      return Reply.written(201, whole.data(), propagation.of(whole.entry(), wait))
          .with("Location", path.substring(0, path.lastIndexOf('/')));
    }
    Outcome.Earlier earlier = (Outcome.Earlier) outcome;
    return Reply.data(view.of(earlier.key(), earlier.now()));
  }

  private Once.Done rotate(Facts facts, Actor actor, Request request) {
    KeyRecord old = Door.key(facts, actor, request);
    Plan plan = Plan.of(facts, old.key().account());
    plan.requireManager(old.key(), actor.user());
    Fields fields = request.optionalFields();
    Duration overlap = overlap(fields, plan);
    Order order = Order.read(fields, usual(old, plan));
    if (old.key().signedOnly() && !order.makesPair()) {
      fields.refuse("kind", "is keypair for a key that is signed_only: nothing else signs");
    }
    Term term = Term.read(fields, old, facts.now());
    fields.check();
    requireRotatable(old, facts.now());
    plan.requireKind(order.kind());
    KeyRecord present = term.applied();
    if (term.isNew()) {
      plan.requireExpiry(facts.now(), term.ending());
    }
    Grant.by(actor, facts).allOf(present.key()).check();
    Instant end = facts.now().plus(overlap);
    Minted minted =
        minter.mint(order, present.key(), old.about().environment(), old.nextOrdinal(), facts);
    KeyRecord rotated = present.rotated(end, minted.secret());
    requireFew(rotated, facts.now());
    facts.put(rotated);
    ObjectNode detail = Json.object().put("secret", minted.secret().record().ordinal());
    order.tell(detail);
    detail.put("others_end_at", end.toString());
    term.tell(detail);
    long entry = KeyChange.note(facts, rotated, "key.rotate", detail);
    return new Once.Done(old.id(), view.withSecret(rotated, facts.now(), minted), entry);
  }

  private Duration overlap(Fields fields, Plan plan) {
    Duration overlap = fields.duration("overlap").or(plan::overlap).orElse(usualOverlap);
    if (overlap.compareTo(LONGEST_OVERLAP) > 0) {
      fields.refuse("overlap", "is at most P365D");
    }
    return overlap;
  }

  /** Of the same kind, except that nobody can make a secret of another system. */
  private static KeyKind usual(KeyRecord old, Plan plan) {
    return old.kind() == KeyKind.LEGACY ? plan.usualKind() : old.kind();
  }

  private static void requireRotatable(KeyRecord key, Instant now) {
    KeyStatus status = key.key().status(now);
    if (status == KeyStatus.REVOKED || status == KeyStatus.EXPIRED) {
      throw Problem.conflict(key.id() + " is " + status.word() + "; issue a new key");
    }
  }

  /** Without an overlap the others end now: however many live, a leak can be stopped. */
  private static void requireFew(KeyRecord rotated, Instant now) {
    if (rotated.living(now).size() > MOST_LIVING) {
      throw Problem.conflict(
          rotated.id()
              + " has "
              + MOST_LIVING
              + " secrets that still work; end one of them first, DELETE …/secrets/{n}");
    }
  }
}
