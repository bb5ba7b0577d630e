package dev.latchkey.admin.access;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.SignIn;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.People;
import dev.latchkey.admin.store.Role;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Reach;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whoever the app itself knows, as an actor: what their roles give in the account where they act,
 * and in those that it manages; and, where they are a user of it, what roles give that user. Not
 * that user's own scopes: an app may let anybody choose the name that they sign in by.
 */
final class SignedIn {
  private static final String PREFIX = "login:";

  private SignedIn() {}

  /**
   * The actor.
   *
   * @throws Problem 403 when they have no role, or are a user who is disabled
   */
  static Actor actor(SignIn signIn, boolean operator, Directory directory) {
    Scopes given = scopes(signIn, directory.people().roles());
    Optional<User> user = user(signIn, directory);
    if (user.filter(known -> !known.enabled()).isPresent()) {
      throw refused("the user " + signIn.name() + " is disabled");
    }
    Map<AccountId, Scopes> roles = new HashMap<>(managed(signIn, given, directory.people()));
    user.map(known -> directory.people().reach(known.id()))
        .ifPresent(reach -> reach.forEach((a, scopes) -> roles.merge(a, scopes, Scopes::with)));
    return new Actor(
        PREFIX + signIn.name(),
        signIn.account(),
        user.map(User::id),
        Optional.empty(),
        Scopes.EVERYTHING,
        Reach.within(signIn.account(), given).with(roles),
        Networks.ANYWHERE,
        Optional.empty(),
        operator,
        Optional.empty());
  }

  private static Scopes scopes(SignIn signIn, List<Role> declared) {
    List<Role> held = declared.stream().filter(r -> signIn.roles().contains(r.name())).toList();
    if (held.isEmpty()) {
      throw refused("this is for members of certain groups; ask who runs this site");
    }
    return held.stream().map(Role::scopes).reduce(Scopes.NONE, Scopes::with);
  }

  private static Map<AccountId, Scopes> managed(SignIn signIn, Scopes given, People people) {
    Map<AccountId, Scopes> roles = new HashMap<>();
    people.managed(signIn.account()).forEach(account -> roles.put(account, given));
    return roles;
  }

  /** A user of another account by that name is somebody else. */
  private static Optional<User> user(SignIn signIn, Directory directory) {
    return UserId.of(signIn.name())
        .flatMap(directory::user)
        .map(UserRecord::user)
        .filter(known -> known.account().equals(signIn.account()));
  }

  private static Problem refused(String detail) {
    return Problem.of(Kind.NOT_A_MEMBER, detail);
  }
}
