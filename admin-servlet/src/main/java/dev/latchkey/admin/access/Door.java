package dev.latchkey.admin.access;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.exchange.SignIn;
import dev.latchkey.admin.policy.Plan;
import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Scope;
import dev.latchkey.key.UserId;
import java.util.Optional;

/**
 * Who is acting, and what is there for them. Keys are checked by the guard alone; this reads whom
 * it let in, or whom the app itself knows. What belongs to an account in which they do not hold
 * what the call takes is not there: 404, never 403.
 */
public final class Door {
  public static final Scope KEYS_READ = Scope.of("apikeys", "read");
  public static final Scope KEYS_WRITE = Scope.of("apikeys", "write");
  public static final Scope KEYS_IMPORT = Scope.of("apikeys", "import");
  public static final Scope USERS_READ = Scope.of("users", "read");
  public static final Scope USERS_WRITE = Scope.of("users", "write");
  public static final Scope ACCOUNTS_READ = Scope.of("accounts", "read");
  public static final Scope ACCOUNTS_WRITE = Scope.of("accounts", "write");
  public static final Scope PLANS_READ = Scope.of("plans", "read");
  public static final Scope PLANS_WRITE = Scope.of("plans", "write");
  public static final Scope AUDIT_READ = Scope.of("audit", "read");
  public static final Scope USAGE_READ = Scope.of("usage", "read");
  public static final Scope NODES_READ = Scope.of("nodes", "read");
  public static final Scope SIGNING_KEYS_READ = Scope.of("signing-keys", "read");
  public static final Scope SIGNING_KEYS_WRITE = Scope.of("signing-keys", "write");

  private final Directory directory;
  private volatile Optional<AccountId> operators = Optional.empty();

  public Door(Directory directory) {
    this.directory = directory;
  }

  /**
   * Whoever the guard let in; or else whoever the app itself knows.
   *
   * @throws Problem 401 when that is nobody, 403 when the app knows them and they are not let in
   */
  public Actor actor(Request request) {
    return request
        .caller()
        .map(caller -> Actor.of(caller, isOperators(caller.account())))
        .or(() -> request.signIn().get().map(signIn -> signedIn(signIn, request)))
        .orElseThrow(
            () ->
                Problem.of(Kind.UNAUTHENTICATED, "send Authorization: Bearer and your key")
                    .with("WWW-Authenticate", "Bearer realm=\"api\""));
  }

  private Actor signedIn(SignIn signIn, Request request) {
    SameSite.require(request);
    return SignedIn.actor(signIn, isOperators(signIn.account()), directory);
  }

  private boolean isOperators(AccountId account) {
    return operators().filter(account::equals).isPresent();
  }

  /** The installation's own account: read once, since it never changes. */
  private Optional<AccountId> operators() {
    if (operators.isEmpty()) {
      operators = directory.installation().map(Installation::account);
    }
    return operators;
  }

  /** The same, who must hold {@code scope} in some account. */
  public Actor actor(Request request, Scope scope) {
    return actor(request).asking(scope);
  }

  /** The account that the path names. */
  public static AccountRecord account(Directory directory, Actor actor, Request request) {
    AccountId id = request.variable("account_id", "account", AccountId::new);
    return Optional.of(id)
        .filter(actor::sees)
        .flatMap(directory::account)
        .orElseThrow(() -> Problem.notFound("there is no account " + id));
  }

  /** The user whom the path names. */
  public static UserRecord user(Directory directory, Actor actor, Request request) {
    UserId id = request.variable("user_id", "user", UserId::new);
    return directory
        .user(id)
        .filter(found -> actor.sees(found.user().account()))
        .orElseThrow(() -> Problem.notFound("there is no user " + id));
  }

  /** The key that the path names, of the user whom the path names. */
  public static KeyRecord key(Directory directory, Actor actor, Request request) {
    UserRecord owner = user(directory, actor, request);
    KeyId id = request.variable("key_id", "key", KeyId::parse);
    return directory
        .key(id)
        .filter(found -> found.key().owner().equals(Optional.of(owner.user().id())))
        .filter(found -> shows(directory, found, actor))
        .orElseThrow(() -> Problem.notFound(owner.user().id() + " has no key " + id));
  }

  private static boolean shows(Directory directory, KeyRecord found, Actor actor) {
    Plan plan = Plan.of(directory, found.key().account());
    return plan.shows(found.key(), actor.user(), actor.operator());
  }
}
