package dev.latchkey.admin.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Grant;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.FieldError;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.Management;
import dev.latchkey.admin.store.People;
import dev.latchkey.journal.Target;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scopes;
import java.util.List;
import java.util.Optional;

/**
 * The account that manages another: whoever has a role in it has the same role there. One level
 * deep. Only operators say so, who are not managed themselves.
 *
 * @param named whether the body says anything about it
 * @param wanted the account; empty for none
 */
record ManagedBy(boolean named, Optional<AccountId> wanted) {
  private static final String FIELD = "manager_id";

  static ManagedBy read(Fields fields) {
    boolean none = fields.isNull(FIELD);
    return new ManagedBy(
        fields.has(FIELD), none ? Optional.empty() : fields.as(FIELD, AccountId::new));
  }

  /** Makes it so for an account that is there. */
  void write(Facts facts, Actor actor, AccountId account) {
    Optional<AccountId> old = of(facts.people(), account);
    if (old.equals(wanted)) {
      return;
    }
    actor.requireOperator();
    wanted.ifPresent(manager -> requireSound(facts, manager, account));
    wanted.ifPresent(manager -> requireOwn(facts, actor, manager, account));
    facts.people().put(account, wanted.map(manager -> new Management(manager, facts.now())));
    ObjectNode detail = Json.object();
    detail.put(FIELD, wanted.map(AccountId::value).orElse(""));
    Target target = new Target(Target.MANAGER, account.value());
    facts.note(new Deed("account.manage", account, target, Json.print(detail)));
  }

  static void show(ObjectNode view, People people, AccountId account) {
    Json.putText(view, FIELD, of(people, account).map(AccountId::value));
  }

  private static Optional<AccountId> of(People people, AccountId account) {
    return people.manager(account).map(Management::manager);
  }

  private static void requireSound(Facts facts, AccountId manager, AccountId account) {
    People people = facts.people();
    if (facts.account(manager).isEmpty()) {
      FieldError error = new FieldError("#/" + FIELD, "there is no account " + manager);
      throw Problem.of(Kind.INVALID_BODY, error.pointer() + ": " + error.detail(), List.of(error));
    }
    if (manager.equals(account)) {
      throw Problem.conflict("an account does not manage itself");
    }
    if (facts.installation().map(Installation::account).filter(account::equals).isPresent()) {
      throw Problem.conflict(
          "nobody manages the installation's own account: they would be operators");
    }
    if (people.manager(manager).isPresent()) {
      throw Problem.conflict(manager + " is managed itself, and manages none");
    }
    if (!people.managed(account).isEmpty()) {
      throw Problem.conflict(account + " manages others, and is not managed itself");
    }
  }

  /** Whoever has a role in the manager gets it here. */
  private static void requireOwn(Facts facts, Actor actor, AccountId manager, AccountId account) {
    Scopes given =
        facts.people().roles().stream()
            .filter(role -> !facts.people().holders(manager, role.name()).isEmpty())
            .map(role -> role.scopes())
            .reduce(Scopes.NONE, Scopes::with);
    Grant.by(actor, facts).role("#/" + FIELD, List.of(account), Scopes.NONE, given).check();
  }
}
