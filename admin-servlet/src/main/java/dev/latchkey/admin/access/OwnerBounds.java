package dev.latchkey.admin.access;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.FieldError;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import java.util.ArrayList;
import java.util.List;

/**
 * A key may hold no more than its owner, in one of the accounts that they reach at least. The guard
 * would refuse what goes beyond, where nobody could tell why.
 */
public final class OwnerBounds {
  private OwnerBounds() {}

  /**
   * Demands that {@code owner} holds {@code scopes}.
   *
   * @throws Problem 400 with a pointer to each that they lack
   */
  public static void require(Directory directory, User owner, Scopes scopes) {
    Owner known = Owner.of(owner, directory);
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < scopes.all().size(); i++) {
      Scope scope = scopes.all().get(i);
      if (!known.holdsSomewhere(scope)) {
        errors.add(
            new FieldError("#/scopes/" + i, "the user " + owner.id() + " does not hold " + scope));
      }
    }
    if (!errors.isEmpty()) {
      FieldError first = errors.get(0);
      throw Problem.of(Kind.INVALID_BODY, first.pointer() + ": " + first.detail(), errors);
    }
  }
}
