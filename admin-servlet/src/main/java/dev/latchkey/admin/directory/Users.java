package dev.latchkey.admin.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.access.Grant;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.UserListing;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.journal.Target;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/users}: who owns keys, and what they may do now. */
public final class Users {

  private final Door door;
  private final Ledger ledger;
  private final Directory directory;
  private final UserListing listing;
  private final Propagation propagation;

  public Users(
      Door door, Ledger ledger, Directory directory, UserListing listing, Propagation propagation) {
    this.door = door;
    this.ledger = ledger;
    this.directory = directory;
    this.listing = listing;
    this.propagation = propagation;
  }

  /** A user as written, and whether they are new. */
  private record Written(UserRecord user, boolean created) {}

  /** {@code GET /v1/users/{user_id}}. */
  public Reply one(Request request) {
    Actor actor = door.actor(request, Door.USERS_READ);
    request.allowQuery(Set.of());
    return Reply.data(view(actor, Door.user(directory, actor, request)));
  }

  /** {@code GET /v1/users}. */
  public Reply page(Request request) {
    Actor actor = door.actor(request, Door.USERS_READ);
    request.allowQuery(Set.of("q", "account", "limit", "cursor"));
    int limit = request.pageSize();
    AccountId account = actor.account(request.query("account", AccountId::new));
    Optional<String> after = request.query("cursor", text -> new UserId(text).value());
    List<UserRecord> found = listing.list(account, request.query("q", 128), after, limit + 1);
    List<UserRecord> page = found.subList(0, Math.min(limit, found.size()));
    ArrayNode views = Json.array();
    Roles roles = Roles.of(directory.people(), actor, page);
    page.forEach(record -> views.add(view(record, roles)));
    boolean more = found.size() > limit;
    return Reply.page(
        views,
        more ? Optional.of(page.get(page.size() - 1).user().id().value()) : Optional.empty());
  }

  /** {@code PUT /v1/users/{user_id}}: creates, or replaces all that can change. */
  public Reply put(Request request) {
    Actor actor = door.actor(request, Door.USERS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Ledger.Committed<Written> committed =
        ledger.commit(actor.name(), facts -> put(facts, actor, request));
    Written written = committed.result();
    return Reply.written(
        written.created() ? 201 : 200,
        view(actor, written.user()),
        propagation.of(committed.entry(), written.created() ? propagation.noWait(request) : wait));
  }

  /** {@code PATCH /v1/users/{user_id}}. */
  public Reply patch(Request request) {
    Actor actor = door.actor(request, Door.USERS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Ledger.Committed<UserRecord> committed =
        ledger.commit(actor.name(), facts -> patch(facts, actor, request));
    return Reply.written(
        200, view(actor, committed.result()), propagation.of(committed.entry(), wait));
  }

  private static Written put(Facts facts, Actor actor, Request request) {
    UserId id = request.variable("user_id", "user", UserId::new);
    Optional<UserRecord> old = facts.user(id);
    if (old.isPresent() && !actor.sees(old.get().user().account())) {
      throw Problem.notFound("there is no user " + id);
    }
    Fields fields = request.fields();
    Optional<AccountId> named = fields.as("account_id", AccountId::new);
    String name = fields.required("name", 1, 128);
    fields.require("scopes");
    Scopes scopes = scopes(fields).orElse(Scopes.NONE);
    boolean enabled = fields.flag("enabled").orElse(true);
    fields.check();
    AccountId account =
        named.orElseGet(() -> old.map(o -> o.user().account()).orElse(actor.account()));
    requireAccount(facts, actor, account, old);
    User user = new User(id, account, name, scopes, enabled);
    UserRecord record = new UserRecord(user, old.map(UserRecord::createdAt).orElse(facts.now()));
    write(facts, actor, old, record);
    return new Written(record, old.isEmpty());
  }

  private static UserRecord patch(Facts facts, Actor actor, Request request) {
    UserRecord old = Door.user(facts, actor, request);
    Fields fields = request.fields();
    if (fields.isEmpty()) {
      throw Problem.of(Kind.INVALID_BODY, "the body names nothing to change");
    }
    User user = old.user();
    User changed =
        new User(
            user.id(),
            user.account(),
            fields.text("name", 1, 128).orElse(user.name()),
            scopes(fields).orElse(user.scopes()),
            fields.flag("enabled").orElse(user.enabled()));
    fields.check();
    UserRecord record = new UserRecord(changed, old.createdAt());
    write(facts, actor, Optional.of(old), record);
    return record;
  }

  /** Whoever gives a user more than they had hands it on, and must hold it. */
  private static void write(Facts facts, Actor actor, Optional<UserRecord> old, UserRecord record) {
    Scopes before = old.map(o -> o.user().scopes()).orElse(Scopes.NONE);
    boolean enables = record.user().enabled() && !old.map(o -> o.user().enabled()).orElse(true);
    Grant grant = Grant.by(actor, facts);
    grant.scopes(record.user().account(), enables ? Scopes.NONE : before, record.user().scopes());
    if (enables) {
      grant.rolesOf(record.user());
    }
    grant.check();
    if (old.isPresent() && old.get().user().equals(record.user())) {
      return;
    }
    facts.put(record);
    facts.note(
        new Deed(
            old.isEmpty() ? "user.create" : "user.change",
            record.user().account(),
            new Target(Target.USER, record.user().id().value()),
            Json.print(detail(record.user()))));
  }

  private static void requireAccount(
      Facts facts, Actor actor, AccountId account, Optional<UserRecord> old) {
    if (!actor.sees(account) || facts.account(account).isEmpty()) {
      throw Problem.notFound("there is no account " + account);
    }
    if (old.isPresent() && !old.get().user().account().equals(account)) {
      throw Problem.conflict(
          old.get().user().id() + " belongs to the account " + old.get().user().account());
    }
  }

  private static Optional<Scopes> scopes(Fields fields) {
    return fields.list("scopes", 0, 64, 255, Scope::parse).map(Scopes::new);
  }

  private static ObjectNode detail(User user) {
    ObjectNode detail = Json.object();
    detail.put("name", user.name());
    detail.put("scopes", user.scopes().toString());
    detail.put("enabled", user.enabled());
    return detail;
  }

  private ObjectNode view(Actor actor, UserRecord record) {
    return view(record, Roles.of(directory.people(), actor, List.of(record)));
  }

  private static ObjectNode view(UserRecord record, Roles roles) {
    User user = record.user();
    ObjectNode view = Json.object();
    view.put("id", user.id().value());
    view.put("account_id", user.account().value());
    view.put("name", user.name());
    ArrayNode scopes = view.putArray("scopes");
    user.scopes().all().forEach(scope -> scopes.add(scope.toString()));
    view.set("roles", roles.of(user.id()));
    view.put("enabled", user.enabled());
    Json.put(view, "created_at", Optional.of(record.createdAt()));
    return view;
  }
}
