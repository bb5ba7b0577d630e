package dev.latchkey.admin.sign;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.SigningKey;
import dev.latchkey.admin.store.SigningKeys;
import dev.latchkey.key.Scope;
import dev.latchkey.key.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code /v1/signing-keys}: for operators. */
public final class Signing {
  /** Twice as long as verifiers may keep the published set. */
  public static final Duration USUAL_LEAD = Duration.ofMinutes(10);

  private final Door door;
  private final Ledger ledger;
  private final SigningKeys keys;
  private final KeyRing ring;
  private final Propagation propagation;
  private final TimeSource time;

  public Signing(
      Door door,
      Ledger ledger,
      SigningKeys keys,
      KeyRing ring,
      Propagation propagation,
      TimeSource time) {
    this.door = door;
    this.ledger = ledger;
    this.keys = keys;
    this.ring = ring;
    this.propagation = propagation;
    this.time = time;
  }

  /** {@code GET /v1/signing-keys}. */
  public Reply list(Request request) {
    operator(request, Door.SIGNING_KEYS_READ);
    request.allowQuery(Set.of());
    Instant now = Instant.ofEpochMilli(time.currentTimeMillis());
    ArrayNode views = Json.array();
    views(keys.signingKeys(), now).forEach(views::add);
    return Reply.data(views);
  }

  /** {@code POST /v1/signing-keys/rotate}. */
  public Reply rotate(Request request) {
    Actor actor = operator(request, Door.SIGNING_KEYS_WRITE);
    Fields fields = request.optionalFields();
    Duration lead = fields.duration("lead").orElse(USUAL_LEAD);
    Optional<Duration> overlap = fields.duration("overlap");
    fields.check();
    return change(request, actor, 201, facts -> ring.rotate(facts, lead, overlap));
  }

  /** {@code DELETE /v1/signing-keys/{kid}}. */
  public Reply withdraw(Request request) {
    Actor actor = operator(request, Door.SIGNING_KEYS_WRITE);
    return change(request, actor, 200, facts -> ring.withdraw(facts, request.variable("kid")));
  }

  /** All of them as the API and the command line show them: nothing of their private halves. */
  public static List<ObjectNode> views(List<SigningKey> keys, Instant now) {
    return keys.stream().map(key -> view(key, keys, now)).toList();
  }

  private Reply change(
      Request request, Actor actor, int status, Function<Facts, SigningKey> change) {
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.noWait(request);
    Ledger.Committed<ObjectNode> committed =
        ledger.commit(
            actor.name(),
            facts -> {
              SigningKey changed = change.apply(facts);
              return view(changed, facts.signingKeys(), facts.now());
            });
    return Reply.written(status, committed.result(), propagation.of(committed.entry(), wait));
  }

  private Actor operator(Request request, Scope scope) {
    Actor actor = door.actor(request, scope);
    actor.requireOperator();
    return actor;
  }

  private static ObjectNode view(SigningKey key, List<SigningKey> all, Instant now) {
    ObjectNode view = Json.object();
    view.put("kid", key.kid());
    view.put("algorithm", key.algorithm());
    view.put("status", status(key, all, now));
    Json.put(view, "created_at", Optional.of(key.createdAt()));
    Json.put(view, "signs_from", Optional.of(key.signsFrom()));
    Json.put(view, "published_until", key.publishedUntil());
    return view;
  }

  private static String status(SigningKey key, List<SigningKey> all, Instant now) {
    if (!key.isPublishedAt(now)) {
      return "ended";
    }
    if (KeyRing.signing(all, now).equals(Optional.of(key))) {
      return "signing";
    }
    return now.isBefore(key.signsFrom()) ? "waiting" : "published";
  }
}
