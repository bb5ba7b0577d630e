package dev.latchkey.admin.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.policy.PlanChange;
import dev.latchkey.admin.policy.PlanFields;
import dev.latchkey.admin.policy.PlanName;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.PlanRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/plans}: what accounts may do with keys. Operators make them; whoever is of an account
 * may read its plan.
 */
public final class Plans {
  private final Door door;
  private final Ledger ledger;
  private final Directory directory;
  private final Propagation propagation;
  private final boolean canKeep;

  /**
   * The plans of {@code ledger}.
   *
   * @param canKeep whether secrets can be kept at all, sealed under a key from outside
   */
  public Plans(
      Door door, Ledger ledger, Directory directory, Propagation propagation, boolean canKeep) {
    this.door = door;
    this.ledger = ledger;
    this.directory = directory;
    this.propagation = propagation;
    this.canKeep = canKeep;
  }

  private record Written(PlanRecord plan, boolean created) {}

  /** {@code GET /v1/plans}: all of them for operators, their own for others. */
  public Reply list(Request request) {
    Actor actor = door.actor(request, Door.PLANS_READ);
    request.allowQuery(Set.of());
    ArrayNode views = Json.array();
    visible(actor).forEach(plan -> views.add(view(plan)));
    return Reply.page(views, Optional.empty());
  }

  /** {@code GET /v1/plans/{plan}}. */
  public Reply one(Request request) {
    Actor actor = door.actor(request, Door.PLANS_READ);
    request.allowQuery(Set.of());
    String name = name(request);
    return Reply.data(
        visible(actor).stream()
            .filter(plan -> plan.name().equals(name))
            .findFirst()
            .map(Plans::view)
            .orElseThrow(() -> missing(name)));
  }

  /** {@code PUT /v1/plans/{plan}}: creates, or replaces all of its terms. */
  public Reply put(Request request) {
    Actor actor = door.actor(request, Door.PLANS_WRITE);
    actor.requireOperator();
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Ledger.Committed<Written> committed = ledger.commit(actor.name(), facts -> put(facts, request));
    Written written = committed.result();
    return Reply.written(
        written.created() ? 201 : 200,
        view(written.plan()),
        propagation.of(committed.entry(), wait));
  }

  /** {@code DELETE /v1/plans/{plan}}, when no account has it. */
  public Reply delete(Request request) {
    Actor actor = door.actor(request, Door.PLANS_WRITE);
    actor.requireOperator();
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Ledger.Committed<ObjectNode> committed =
        ledger.commit(actor.name(), facts -> delete(facts, name(request)));
    return Reply.written(200, committed.result(), propagation.of(committed.entry(), wait));
  }

  private List<PlanRecord> visible(Actor actor) {
    return actor.operator()
        ? directory.plans()
        : directory
            .account(actor.account(Optional.empty()))
            .flatMap(AccountRecord::plan)
            .flatMap(directory::plan)
            .stream()
            .toList();
  }

  private Written put(Facts facts, Request request) {
    String name = name(request);
    Optional<PlanRecord> old = facts.plan(name);
    old.ifPresent(Plans::requireOurs);
    Fields fields = request.fields();
    Plan plan = PlanFields.read(fields);
    if (plan.recoverable().orElse(false) && !canKeep) {
      fields.refuse("recoverable", "takes latchkey.admin.seal-keys, which are not set");
    }
    fields.check();
    PlanRecord record = plan.kept(name, false);
    PlanChange.set(facts, record);
    return new Written(record, old.isEmpty());
  }

  private static ObjectNode delete(Facts facts, String name) {
    PlanRecord old = facts.plan(name).orElseThrow(() -> missing(name));
    requireOurs(old);
    if (facts.isTaken(name)) {
      throw Problem.conflict("there are accounts with the plan " + name);
    }
    PlanChange.delete(facts, name);
    return Json.object().put("name", name).put("deleted_at", facts.now().toString());
  }

  private static void requireOurs(PlanRecord old) {
    if (old.declared()) {
      throw Problem.conflict(
          "the plan " + old.name() + " is declared in the settings, and is changed there");
    }
  }

  /**
   * The plan that a body names for an account: none for null.
   *
   * @return what it names; {@code usual} when it names none
   */
  static Optional<String> named(Fields fields, Facts facts, Optional<String> usual) {
    if (fields.isNull("plan")) {
      return Optional.empty();
    }
    Optional<String> named = fields.as("plan", PlanName::checked).or(() -> usual);
    named
        .filter(name -> facts.plan(name).isEmpty())
        .ifPresent(name -> fields.refuse("plan", "there is no plan " + name));
    return named;
  }

  private static String name(Request request) {
    return request.variable("plan", "plan", PlanName::checked);
  }

  private static Problem missing(String name) {
    return Problem.notFound("there is no plan " + name);
  }

  private static ObjectNode view(PlanRecord record) {
    ObjectNode view = Json.object().put("name", record.name());
    view.put("declared", record.declared());
    view.setAll((ObjectNode) Json.own(record.terms()));
    return view;
  }
}
