package dev.latchkey.admin.membership;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.Membership;
import dev.latchkey.admin.store.Role;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/accounts/{account_id}/members}: who has which role there. A user has one in an account
 * at most, in the one that they belong to as in any other.
 */
public final class Members {
  private final Door door;
  private final Ledger ledger;
  private final Directory directory;
  private final Propagation propagation;

  public Members(Door door, Ledger ledger, Directory directory, Propagation propagation) {
    this.door = door;
    this.ledger = ledger;
    this.directory = directory;
    this.propagation = propagation;
  }

  /** {@code GET /v1/accounts/{account_id}/members}. */
  public Reply page(Request request) {
    Actor actor = door.actor(request, Door.USERS_READ);
    request.allowQuery(Set.of("limit", "cursor"));
    int limit = request.pageSize();
    AccountId account = Door.account(directory, actor, request).account().id();
    Optional<UserId> after = request.query("cursor", UserId::new);
    List<Membership> found = directory.people().members(account, after, limit + 1);
    List<Membership> page = found.subList(0, Math.min(limit, found.size()));
    ArrayNode views = Json.array();
    page.forEach(member -> views.add(view(member)));
    return Reply.page(
        views,
        found.size() > limit ? Optional.of(page.get(limit - 1).user().value()) : Optional.empty());
  }

  /**
   * {@code PUT /v1/accounts/{account_id}/members/{user_id}}: gives a role, in place of any before.
   */
  public Reply put(Request request) {
    Actor actor = door.actor(request, Door.USERS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Ledger.Committed<Appointment.Made> committed =
        ledger.commit(
            actor.name(),
            facts -> {
              AccountId account = Door.account(facts, actor, request).account().id();
              Fields fields = request.fields();
              Appointment appointment = new Appointment(facts, actor, account);
              fields.require("role");
              Optional<Role> role = fields.as("role", appointment::declared);
              fields.check();
              return appointment.appoint(user(request), role.orElseThrow());
            });
    Appointment.Made made = committed.result();
    return Reply.written(
        made.isNew() ? 201 : 200, view(made.membership()), propagation.of(committed.entry(), wait));
  }

  /** {@code DELETE /v1/accounts/{account_id}/members/{user_id}}: takes the role away. */
  public Reply delete(Request request) {
    Actor actor = door.actor(request, Door.USERS_WRITE);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.wait(request);
    Ledger.Committed<Membership> committed =
        ledger.commit(
            actor.name(),
            facts -> {
              AccountId account = Door.account(facts, actor, request).account().id();
              UserId user = user(request);
              Membership member =
                  facts
                      .people()
                      .membership(user, account)
                      .orElseThrow(() -> Problem.notFound(user + " has no role in " + account));
              new Appointment(facts, actor, account).dismiss(member);
              return member;
            });
    return Reply.written(200, view(committed.result()), propagation.of(committed.entry(), wait));
  }

  private static UserId user(Request request) {
    return request.variable("user_id", "user", UserId::new);
  }

  private static ObjectNode view(Membership member) {
    ObjectNode view = Json.object();
    view.put("user_id", member.user().value());
    view.put("account_id", member.account().value());
    view.put("role", member.role());
    Json.put(view, "since", Optional.of(member.since()));
    return view;
  }
}
