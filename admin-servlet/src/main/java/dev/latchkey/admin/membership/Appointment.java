package dev.latchkey.admin.membership;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Grant;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.Membership;
import dev.latchkey.admin.store.PeopleFacts;
import dev.latchkey.admin.store.Role;
import dev.latchkey.journal.Target;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Roles in one account, given and taken away within one change. Nobody gives a role that does more
 * than they may do there, and in each account that this one manages. A role for one alone changes
 * hands by its holder or an operator.
 */
final class Appointment {
  /** A membership as it is now, and whether there was none. */
  record Made(Membership membership, boolean isNew) {}

  private final Facts facts;
  private final PeopleFacts people;
  private final Actor actor;
  private final AccountId account;

  Appointment(Facts facts, Actor actor, AccountId account) {
    this.facts = facts;
    this.people = facts.people();
    this.actor = actor;
    this.account = account;
  }

  /**
   * The role of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  Role declared(String name) {
    List<String> names = people.roles().stream().map(Role::name).toList();
    return role(name)
        .orElseThrow(() -> new IllegalArgumentException("is one of " + String.join(", ", names)));
  }

  /** Gives {@code user} a role. */
  Made appoint(UserId user, Role role) {
    Optional<Membership> old = people.membership(user, account);
    requireUser(user, old);
    if (old.filter(member -> member.role().equals(role.name())).isPresent()) {
      return new Made(old.get(), false);
    }
    old.ifPresent(this::requireMayTake);
    Scopes before = old.map(member -> scopes(member.role())).orElse(Scopes.NONE);
    Grant.by(actor, facts).role("#/role", places(), before, role.scopes()).check();
    if (role.single()) {
      people.holders(account, role.name()).forEach(this::dismiss);
    }
    Membership made = new Membership(user, account, role.name(), facts.now());
    people.put(made);
    note("member.set", made);
    return new Made(made, old.isEmpty());
  }

  /** Takes a role away. */
  void dismiss(Membership member) {
    requireMayTake(member);
    people.delete(member.user(), account);
    note("member.remove", member);
  }

  /** A user who is somebody else's is not there, unless they have a role here already. */
  private void requireUser(UserId user, Optional<Membership> old) {
    AccountId home =
        facts
            .user(user)
            .map(found -> found.user().account())
            .filter(at -> at.equals(account) || old.isPresent() || actor.sees(at))
            .orElseThrow(() -> Problem.notFound("there is no user " + user));
    if (!home.equals(account) && isOperators()) {
      throw Problem.conflict(
          "the installation's own account has no members from elsewhere: they would be operators");
    }
  }

  private boolean isOperators() {
    return facts.installation().map(Installation::account).filter(account::equals).isPresent();
  }

  /** A role for one alone is not taken from its holder by the others. */
  private void requireMayTake(Membership member) {
    boolean single = role(member.role()).map(Role::single).orElse(false);
    boolean theirs = actor.user().filter(member.user()::equals).isPresent();
    if (single && !theirs && !actor.operator()) {
      throw Problem.conflict(
          "this account has somebody as "
              + member.role()
              + " already: only they or an operator hand that over, or take it away");
    }
  }

  private List<AccountId> places() {
    List<AccountId> places = new ArrayList<>(people.managed(account));
    places.add(account);
    return places;
  }

  private Scopes scopes(String role) {
    return role(role).map(Role::scopes).orElse(Scopes.NONE);
  }

  private Optional<Role> role(String name) {
    return people.roles().stream().filter(role -> role.name().equals(name)).findFirst();
  }

  private void note(String action, Membership member) {
    ObjectNode detail = Json.object().put("account_id", account.value());
    detail.put("role", member.role());
    Target target = new Target(Target.USER, member.user().value());
    facts.note(new Deed(action, account, target, Json.print(detail)));
  }
}
