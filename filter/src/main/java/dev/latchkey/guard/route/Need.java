package dev.latchkey.guard.route;

import dev.latchkey.key.Scope;
import java.util.List;

/** What a route asks of the request. Immutable. */
public sealed interface Need {
  /** Nothing, and credentials are not even read: {@code public}. */
  record Open() implements Need {}

  /** No credential, or a good one; a bad one is refused: {@code optional}. */
  record OptionalKey() implements Need {}

  /** Any valid key: {@code authenticated}. */
  record AnyKey() implements Need {}

  /**
   * A valid key that covers every one of these scopes.
   *
   * @param all at least one, in the order of the rule; an instance taken from the path may hold any
   *     character
   */
  record Scoped(List<Scope> all) implements Need {
    public Scoped {
      all = List.copyOf(all);
      if (all.isEmpty()) {
        throw new IllegalArgumentException("a scoped route needs at least one scope");
      }
    }
  }
}
