package dev.latchkey.admin.start;

import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.Role;
import dev.latchkey.journal.Target;
import dev.latchkey.key.AccountId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The roles of this installation: those that the settings of its admin servlet declare, and no
 * other. Each start makes it so, with an entry for every role that differs.
 */
public final class DeclaredRoles {
  private final Ledger ledger;

  public DeclaredRoles(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Makes these the roles that there are. */
  public void state(List<Role> declared) {
    ledger.commit(
        KeyRecord.FIRST_START,
        facts -> {
          List<Role> before = facts.people().roles();
          declared.stream().filter(role -> !before.contains(role)).forEach(r -> set(facts, r));
          Map<String, Role> names = byName(declared);
          before.stream()
              .filter(role -> !names.containsKey(role.name()))
              .forEach(role -> delete(facts, role));
          return before;
        });
  }

  private static Map<String, Role> byName(List<Role> roles) {
    return roles.stream().collect(Collectors.toMap(Role::name, Function.identity()));
  }

  private static void set(Facts facts, Role role) {
    facts.people().put(role);
    String detail =
        Json.print(
            Json.object().put("scopes", role.scopes().toString()).put("single", role.single()));
    note(facts, "role.set", role, detail);
  }

  private static void delete(Facts facts, Role role) {
    facts.people().deleteRole(role.name());
    note(facts, "role.delete", role, "{}");
  }

  private static void note(Facts facts, String action, Role role, String detail) {
    AccountId account = facts.installation().orElseThrow().account();
    facts.note(new Deed(action, account, new Target(Target.ROLE, role.name()), detail));
  }
}
