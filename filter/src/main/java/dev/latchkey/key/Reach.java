package dev.latchkey.key;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What somebody may do at present, account by account: in the account that they belong to what is
 * their own and what a role there gives them, in others what roles give them. Immutable; may be
 * shared between threads.
 *
 * @param home the account that they belong to
 * @param own what they may do there
 * @param elsewhere what they may do in other accounts
 */
public record Reach(AccountId home, Scopes own, Map<AccountId, Scopes> elsewhere) {
  public Reach {
    elsewhere = Map.copyOf(elsewhere);
  }

  /** The reach of whoever acts in one account alone. */
  public static Reach within(AccountId home, Scopes own) {
    return new Reach(home, own, Map.of());
  }

  /** The same with what roles give: in {@code home} they add to what is there. */
  public Reach with(Map<AccountId, Scopes> roles) {
    if (roles.isEmpty()) {
      return this;
    }
    Map<AccountId, Scopes> others = new HashMap<>(elsewhere);
    roles.forEach((account, scopes) -> others.merge(account, scopes, Scopes::with));
    Scopes here = others.getOrDefault(home, Scopes.NONE);
    others.remove(home);
    return new Reach(home, own.with(here), others);
  }

  /** What they may do in {@code account}: nothing in one that they do not reach. */
  public Scopes in(AccountId account) {
    return account.equals(home) ? own : elsewhere.getOrDefault(account, Scopes.NONE);
  }

  /** Every account that they reach, their own first. */
  public Set<AccountId> accounts() {
    Set<AccountId> all = new LinkedHashSet<>();
    all.add(home);
    all.addAll(elsewhere.keySet());
    return all;
  }
}
