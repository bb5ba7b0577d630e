package dev.latchkey.admin.access;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Caller;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Reach;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is acting, by a key or otherwise, and what that lets them do. Immutable.
 *
 * @param name how the journal and the API call them
 * @param account the one that they belong to
 * @param user who they are; empty when an account acts, or somebody who is no user
 * @param key what they act with; empty when that is no key
 * @param most what they may do at most
 * @param reach what they may do account by account, as far as {@code most} goes
 * @param networks where they may act from
 * @param expiresAt until when
 * @param operator whether they may do what is asked in the installation's own account, and belong
 *     to it: then they may do it in every account
 * @param asked what the call takes, where it takes a scope
 */
public record Actor(
    String name,
    AccountId account,
    Optional<UserId> user,
    Optional<KeyId> key,
    Scopes most,
    Reach reach,
    Networks networks,
    Optional<Instant> expiresAt,
    boolean operator,
    Optional<Scope> asked) {

  /**
   * Whoever the guard let in.
   *
   * @param operator whether they belong to the installation's own account
   */
  static Actor of(Caller caller, boolean operator) {
    return new Actor(
        caller.key().toString(),
        caller.account(),
        caller.user(),
        Optional.of(caller.key()),
        caller.most(),
        caller.reach(),
        caller.networks(),
        caller.expiresAt(),
        operator,
        Optional.empty());
  }

  /** Whether they may do {@code needed} in {@code place}, as the guard would say. */
  public boolean holdsIn(AccountId place, Scope needed) {
    return most.cover(needed) && reach.in(place).cover(needed);
  }

  /** Whether they may do it there, or let others do it: operators what they hold themselves. */
  public boolean commandsIn(AccountId place, Scope needed) {
    return holdsIn(place, needed) || (operator && holdsIn(account, needed));
  }

  /** Whether they may do {@code needed} in some account. */
  boolean holdsSomewhere(Scope needed) {
    return reach.accounts().stream().anyMatch(place -> holdsIn(place, needed));
  }

  /**
   * Whether what belongs to {@code place} is there at all for them: they hold there what the call
   * takes.
   */
  public boolean sees(AccountId place) {
    return operator
        || asked.map(scope -> holdsIn(place, scope)).orElseGet(() -> account.equals(place));
  }

  /**
   * The account that a list is of: the one that was asked for, or their own.
   *
   * @throws Problem 403 when they do not see it
   */
  public AccountId account(Optional<AccountId> wanted) {
    AccountId place = wanted.orElse(account);
    if (!sees(place) && wanted.isPresent()) {
      requireOperator();
    }
    if (!sees(place)) {
      Scope scope = asked.orElseThrow();
      throw insufficient("you hold " + scope + " in other accounts: name one of them", scope);
    }
    return place;
  }

  /**
   * The same actor, of whom {@code scope} is asked.
   *
   * @throws Problem 403, naming the scope, when they hold it nowhere
   */
  Actor asking(Scope scope) {
    if (!holdsSomewhere(scope)) {
      throw insufficient("this takes a key with the scope " + scope, scope);
    }
    return new Actor(
        name,
        account,
        user,
        key,
        most,
        reach,
        networks,
        expiresAt,
        operator && holdsIn(account, scope),
        Optional.of(scope));
  }

  /**
   * Demands membership of the installation's account.
   *
   * @throws Problem 403
   */
  public void requireOperator() {
    if (!operator) {
      throw Problem.of(
          Kind.OPERATORS_ONLY, "this is for members of the installation's own account");
    }
  }

  private static Problem insufficient(String detail, Scope scope) {
    return Problem.of(Kind.INSUFFICIENT_SCOPE, detail)
        .with(
            "WWW-Authenticate",
            "Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"" + scope + '"');
  }
}
