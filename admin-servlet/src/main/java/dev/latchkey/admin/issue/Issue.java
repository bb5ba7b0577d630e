package dev.latchkey.admin.issue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.access.Grant;
import dev.latchkey.admin.access.OwnerBounds;
import dev.latchkey.admin.browse.KeyView;
import dev.latchkey.admin.change.KeyChange;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.mint.Mint;
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
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.text.KeyFormat;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code POST /v1/users/{user_id}/apikeys}. */
public final class Issue implements Handler {
  private final Door door;
  private final Ledger ledger;
  private final Mint mint;
  private final Minter minters;
  private final KeyFormat format;
  private final KeyView view;
  private final Propagation propagation;
  private final SecureRandom random;

  public Issue(
      Door door,
      Ledger ledger,
      Mint mint,
      Minter minters,
      KeyFormat format,
      KeyView view,
      Propagation propagation,
      SecureRandom random) {
    this.door = door;
    this.ledger = ledger;
    this.mint = mint;
    this.minters = minters;
    this.format = format;
    this.view = view;
    this.propagation = propagation;
    this.random = random;
  }

  @Override
  public Reply handle(Request request) {
    Actor actor = door.actor(request, Door.KEYS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.noWait(request);
    Optional<Retry> retry = Retry.of(request, actor, random);
    Outcome outcome =
        ledger
            .commit(
                actor.name(), facts -> Once.run(facts, retry, () -> issue(facts, actor, request)))
            .result();
    return reply(request, outcome, wait);
  }

  private Reply reply(Request request, Outcome outcome, Duration wait) {
    if (outcome instanceof Outcome.Whole whole) {
      String place = request.path() + '/' + whole.data().path("id").asText();
      return Reply.written(201, whole.data(), propagation.of(whole.entry(), wait))
          .with("Location", place);
    }
    Outcome.Earlier earlier = (Outcome.Earlier) outcome;
    return Reply.data(view.of(earlier.key(), earlier.now()));
  }

  private Once.Done issue(Facts facts, Actor actor, Request request) {
    UserRecord owner = Door.user(facts, actor, request);
    Plan plan = Plan.of(facts, owner.user().account());
    NewKey wanted =
        NewKey.read(request.fields(), format, plan.usualKind(), facts.now(), actor.name());
    KeyId id = mint.keyId();
    ApiKey key = key(id, owner, wanted);
    requireAllowed(plan, facts, actor, key, wanted);
    Grant.by(actor, facts).allOf(key).check();
    OwnerBounds.require(facts, owner.user(), wanted.scopes());
    Minted minted = minters.mint(wanted.order(), key, wanted.about().environment(), 1, facts);
    KeyRecord record =
        new KeyRecord(
            key, wanted.about(), List.of(minted.secret()), plan.secretAge(), wanted.rates(), 1);
    facts.put(record);
    long entry = KeyChange.note(facts, record, "key.issue", detail(record, wanted.order()));
    return new Once.Done(id, view.withSecret(record, facts.now(), minted), entry);
  }

  private static void requireAllowed(
      Plan plan, Facts facts, Actor actor, ApiKey key, NewKey wanted) {
    plan.requireMaker(key, actor.user(), actor.operator());
    plan.requireKind(wanted.order().kind());
    plan.requireExpiry(facts.now(), wanted.ending());
    plan.requireRoom(facts.countKeys(key.account(), key.owner().orElseThrow()));
  }

  private static ApiKey key(KeyId id, UserRecord owner, NewKey wanted) {
    return new ApiKey(
        id,
        owner.user().account(),
        Optional.of(owner.user().id()),
        wanted.scopes(),
        wanted.notBefore(),
        wanted.ending().at(),
        true,
        Optional.empty(),
        wanted.networks(),
        wanted.signedOnly(),
        wanted.ownerScopes());
  }

  private static ObjectNode detail(KeyRecord record, Order order) {
    ObjectNode detail = Json.object();
    detail.put("name", record.about().name());
    detail.put("user_id", record.key().owner().orElseThrow().value());
    order.tell(detail);
    detail.put("environment", record.about().environment());
    detail.put("scopes", record.key().scopes().toString());
    if (record.key().ownerScopes()) {
      detail.put("owner_scopes", true);
    }
    record.key().expiresAt().ifPresent(end -> detail.put("expires_at", end.toString()));
    record.key().notBefore().ifPresent(start -> detail.put("not_before", start.toString()));
    if (!record.key().networks().isAnywhere()) {
      detail.put("allowed_ips", record.key().networks().toString());
    }
    if (!record.rates().areNone()) {
      detail.put("rate", record.rates().toString());
    }
    if (record.key().signedOnly()) {
      detail.put("signed_only", true);
    }
    return detail;
  }
}
