package dev.latchkey.admin.recover;

import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Management;
import dev.latchkey.admin.store.Membership;
import dev.latchkey.admin.store.PeopleFacts;
import dev.latchkey.admin.store.Role;
import dev.latchkey.journal.Entry;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.UserId;
import java.util.Optional;

/**
 * Takes away again what a lost entry took away by roles. What came in place of it is not given:
 * whoever handed the entry back may not give anything.
 */
final class PeopleAgain {
  private PeopleAgain() {}

  /** A role that was changed is taken away as a whole; one that was given since is another one. */
  static boolean member(Facts facts, Entry lost) {
    AccountId account = new AccountId(Again.detail(lost).path("account_id").asText());
    String role = Again.detail(lost).path("role").asText();
    Optional<Membership> taken =
        facts
            .people()
            .membership(new UserId(lost.target().id()), account)
            .filter(there -> !there.since().isAfter(lost.at()))
            .filter(there -> lost.action().equals("member.remove") || !there.role().equals(role));
    taken.ifPresent(
        there -> {
          facts.people().delete(there.user(), account);
          facts.note(
              new Deed(
                  "member.remove",
                  account,
                  lost.target(),
                  Json.print(
                      Again.again(lost)
                          .put("account_id", account.value())
                          .put("role", there.role()))));
        });
    return taken.isPresent();
  }

  /** Until the next start of the admin servlet, which makes the roles those of its settings. */
  static boolean role(Facts facts, Entry lost) {
    PeopleFacts people = facts.people();
    Optional<Role> there =
        people.roles().stream().filter(role -> role.name().equals(lost.target().id())).findFirst();
    Scopes left = Scopes.parse(Again.detail(lost).path("scopes").asText());
    Optional<Role> narrowed =
        there
            .map(role -> new Role(role.name(), role.scopes().shared(left), role.single()))
            .filter(role -> !role.equals(there.get()));
    narrowed.ifPresent(
        role -> {
          people.put(role);
          AccountId account = facts.installation().orElseThrow().account();
          Again.note(
              facts,
              lost,
              account,
              Again.again(lost)
                  .put("scopes", role.scopes().toString())
                  .put("single", role.single()));
        });
    return narrowed.isPresent();
  }

  static boolean manager(Facts facts, Entry lost) {
    AccountId account = new AccountId(lost.target().id());
    String now = Again.detail(lost).path("manager_id").asText();
    Optional<Management> taken =
        facts
            .people()
            .manager(account)
            .filter(there -> !there.since().isAfter(lost.at()))
            .filter(there -> !there.manager().value().equals(now));
    if (taken.isPresent()) {
      facts.people().put(account, Optional.empty());
      Again.note(facts, lost, account, Again.again(lost).put("manager_id", ""));
    }
    return taken.isPresent();
  }
}
