package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Caller;
import dev.latchkey.key.Scope;
import java.util.List;
import java.util.Optional;

/**
 * What the route needs, in the account that it is about: the key and, at present, its owner each
 * cover all of it there. In an account that is not there, nobody holds anything.
 */
final class ScopeCheck implements Check {
  @Override
  public Finding check(Found found, Circumstances at) {
    Caller caller = found.known().caller();
    if (at.place().isEmpty()) {
      return check(caller, caller.account(), at.needed());
    }
    Optional<AccountId> place = AccountId.of(at.place().get());
    return place.isPresent() ? check(caller, place.get(), at.needed()) : Finding.SCOPE_MISSING;
  }

  private static Finding check(Caller caller, AccountId account, List<Scope> needed) {
    for (int i = 0; i < needed.size(); i++) {
      if (!caller.holdsIn(account, needed.get(i))) {
        return Finding.SCOPE_MISSING;
      }
    }
    return Finding.PASSED;
  }
}
