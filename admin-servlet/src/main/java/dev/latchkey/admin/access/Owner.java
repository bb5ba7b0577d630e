package dev.latchkey.admin.access;

import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Reach;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import java.util.Optional;

/** The owner of a key, and what they may do at present: so far a key of theirs goes. */
record Owner(User user, Reach reach) {
  static Owner of(User user, Directory directory) {
    Reach own = Reach.within(user.account(), user.scopes());
    return new Owner(user, own.with(directory.people().reach(user.id())));
  }

  /** Empty where an account owns its key. */
  static Optional<Owner> of(ApiKey key, Directory directory) {
    return key.owner()
        .flatMap(directory::user)
        .map(UserRecord::user)
        .map(user -> of(user, directory));
  }

  /** Whether they may do {@code needed} in some account. */
  boolean holdsSomewhere(Scope needed) {
    return reach.accounts().stream().anyMatch(account -> reach.in(account).cover(needed));
  }

  /**
   * Whether {@code actor} may let others do whatever a key of theirs does in {@code place} that
   * holds {@code scopes}.
   */
  boolean isCommanded(AccountId place, Actor actor, Scopes scopes) {
    return scopes.shared(reach.in(place)).all().stream()
        .allMatch(scope -> actor.commandsIn(place, scope));
  }

  /** The same wherever else than at home they reach. */
  boolean isCommandedElsewhere(Actor actor, Scopes scopes) {
    return reach.elsewhere().keySet().stream().allMatch(place -> isCommanded(place, actor, scopes));
  }
}
