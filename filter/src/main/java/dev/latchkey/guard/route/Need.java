package dev.latchkey.guard.route;

import dev.latchkey.key.Scope;
import java.util.List;
import java.util.Optional;

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
   * @param account the account in which they are asked for, as the path names it: any characters;
   *     empty for the one that the key belongs to
   */
  record Scoped(List<Scope> all, Optional<String> account) implements Need {
    /** Scopes in the account that the key belongs to. */
    public Scoped(List<Scope> all) {
      this(all, Optional.empty());
    }

    public Scoped {
      all = List.copyOf(all);
      if (all.isEmpty()) {
        throw new IllegalArgumentException("a scoped route needs at least one scope");
      }
    }
  }
}
