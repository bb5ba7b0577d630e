package dev.latchkey.admin.access;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Caller;
import dev.latchkey.key.Scope;
import dev.latchkey.key.UserId;
import java.util.Optional;

/**
 * Who is acting.
 *
 * @param operator whether they belong to the installation's own account
 */
public record Actor(Caller caller, boolean operator) {
  /** How the journal and the API call them. */
  public String name() {
    return caller.key().toString();
  }

  public AccountId account() {
    return caller.account();
  }

  /** The user who acts; empty when an account does. */
  public Optional<UserId> user() {
    return caller.user();
  }

  /** Whether what belongs to {@code account} is there at all for them. */
  public boolean sees(AccountId account) {
    return operator || account().equals(account);
  }

  /**
   * Demands a scope.
   *
   * @throws Problem 403, naming the scope
   */
  public void require(Scope scope) {
    if (!caller.holds(scope)) {
      throw Problem.of(Kind.INSUFFICIENT_SCOPE, "this takes a key with the scope " + scope)
          .with(
              "WWW-Authenticate",
              "Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"" + scope + '"');
    }
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
}
