package dev.latchkey.admin.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.journal.Target;
import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/accounts}: tenants. Only operators make them, and say whether they have API access.
 */
public final class Accounts {
  private final Door door;
  private final Ledger ledger;
  private final Directory directory;
  private final Propagation propagation;
  private final Optional<String> usualPlan;

  /**
   * The accounts of {@code ledger}.
   *
   * @param usualPlan the plan of an account that is created without one
   */
  public Accounts(
      Door door,
      Ledger ledger,
      Directory directory,
      Propagation propagation,
      Optional<String> usualPlan) {
    this.door = door;
    this.ledger = ledger;
    this.directory = directory;
    this.propagation = propagation;
    this.usualPlan = usualPlan;
  }

  private record Written(AccountRecord account, boolean created) {}

  /** {@code GET /v1/accounts/{account_id}}. */
  public Reply one(Request request) {
    Actor actor = door.actor(request, Door.ACCOUNTS_READ);
    request.allowQuery(Set.of());
    return Reply.data(view(Door.account(directory, actor, request)));
  }

  /** {@code PUT /v1/accounts/{account_id}}: creates, or replaces. */
  public Reply put(Request request) {
    Actor actor = door.actor(request, Door.ACCOUNTS_WRITE);
    actor.requireOperator();
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Ledger.Committed<Written> committed =
        ledger.commit(actor.name(), facts -> put(facts, actor, request));
    Written written = committed.result();
    return Reply.written(
        written.created() ? 201 : 200,
        view(written.account()),
        propagation.of(committed.entry(), written.created() ? propagation.noWait(request) : wait));
  }

  /** {@code PATCH /v1/accounts/{account_id}}. */
  public Reply patch(Request request) {
    Actor actor = door.actor(request, Door.ACCOUNTS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Ledger.Committed<AccountRecord> committed =
        ledger.commit(actor.name(), facts -> patch(facts, actor, request));
    return Reply.written(200, view(committed.result()), propagation.of(committed.entry(), wait));
  }

  private Written put(Facts facts, Actor actor, Request request) {
    AccountId id = newId(request);
    Optional<AccountRecord> old = facts.account(id);
    Fields fields = request.fields();
    String name = fields.required("name", 1, 128);
    boolean apiAccess = fields.flag("api_access").orElse(true);
    Optional<String> plan =
        Plans.named(fields, facts, usualPlan.filter(p -> !isOperators(facts, id)));
    ManagedBy manager = ManagedBy.read(fields);
    fields.check();
    AccountRecord record =
        new AccountRecord(
            new Account(id, name, apiAccess),
            plan,
            old.map(AccountRecord::createdAt).orElse(facts.now()));
    write(facts, old, record);
    manager.write(facts, actor, id);
    return new Written(record, old.isEmpty());
  }

  private static boolean isOperators(Facts facts, AccountId id) {
    return facts.installation().map(Installation::account).equals(Optional.of(id));
  }

  /** Nothing can be missing here: a name that cannot be is simply wrong. */
  private static AccountId newId(Request request) {
    try {
      return new AccountId(request.variable("account_id"));
    } catch (IllegalArgumentException e) {
      throw Problem.of(Kind.INVALID_PARAMETER, "account_id: " + e.getMessage());
    }
  }

  private static AccountRecord patch(Facts facts, Actor actor, Request request) {
    AccountRecord old = Door.account(facts, actor, request);
    Fields fields = request.fields();
    if (fields.isEmpty()) {
      throw Problem.of(Kind.INVALID_BODY, "the body names nothing to change");
    }
    String name = fields.text("name", 1, 128).orElse(old.account().name());
    boolean apiAccess = fields.flag("api_access").orElse(old.account().apiAccess());
    if (fields.has("plan")) {
      actor.requireOperator();
    }
    Optional<String> plan = Plans.named(fields, facts, old.plan());
    ManagedBy manager = ManagedBy.read(fields);
    fields.check();
    if (apiAccess != old.account().apiAccess()) {
      actor.requireOperator();
    }
    AccountRecord record =
        new AccountRecord(new Account(old.account().id(), name, apiAccess), plan, old.createdAt());
    write(facts, Optional.of(old), record);
    if (manager.named()) {
      manager.write(facts, actor, record.account().id());
    }
    return record;
  }

  private static void write(Facts facts, Optional<AccountRecord> old, AccountRecord record) {
    if (old.equals(Optional.of(record))) {
      return;
    }
    facts.put(record);
    ObjectNode detail = Json.object();
    detail.put("name", record.account().name());
    detail.put("api_access", record.account().apiAccess());
    Json.putText(detail, "plan", record.plan());
    facts.note(
        new Deed(
            old.isEmpty() ? "account.create" : "account.change",
            record.account().id(),
            new Target(Target.ACCOUNT, record.account().id().value()),
            Json.print(detail)));
  }

  private ObjectNode view(AccountRecord record) {
    Account account = record.account();
    ObjectNode view = Json.object();
    view.put("id", account.id().value());
    view.put("name", account.name());
    view.put("api_access", account.apiAccess());
    Json.putText(view, "plan", record.plan());
    ManagedBy.show(view, directory.people(), account.id());
    Json.put(view, "created_at", Optional.of(record.createdAt()));
    return view;
  }
}
