package dev.latchkey.guard.lookup;

import dev.latchkey.journal.Target;
import dev.latchkey.key.Account;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Caller;
import dev.latchkey.key.Endings;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.Reach;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import dev.latchkey.store.StoredKey;
import java.time.Instant;

/** A key that this node knows, and the caller that it makes. Immutable. */
public record Known(StoredKey stored, Caller caller) {
  /**
   * What the facts of a key make of it.
   *
   * @param endings tells of its end
   */
  public static Known of(StoredKey stored, Endings endings) {
    return new Known(stored, new Caller(stored.key(), reach(stored), endings));
  }

  /** An account that owns its key has no scopes of its own to bound it by. */
  private static Reach reach(StoredKey stored) {
    Scopes unowned = stored.key().owner().isPresent() ? Scopes.NONE : Scopes.EVERYTHING;
    return stored
        .owner()
        .map(user -> Reach.within(user.account(), user.scopes()).with(stored.roles()))
        .orElseGet(() -> Reach.within(stored.key().account(), unowned));
  }

  public ApiKey key() {
    return stored.key();
  }

  public Account account() {
    return stored.account();
  }

  /** Whether the key would work at {@code now}, from wherever it may be used. */
  public boolean worksAt(Instant now) {
    return key().status(now) == KeyStatus.ACTIVE && ownerIsEnabled();
  }

  /** Whether whoever owns the key is there and enabled. */
  public boolean ownerIsEnabled() {
    return key().owner().isEmpty() || stored.owner().map(User::enabled).orElse(false);
  }

  boolean isTouchedBy(Target target) {
    return switch (target.kind()) {
      case Target.KEY -> key().id().value().equals(target.id());
      case Target.USER -> key().owner().map(UserId::value).filter(target.id()::equals).isPresent();
      case Target.ACCOUNT -> key().account().value().equals(target.id());
      case Target.INSTALLATION -> false;
      default -> true;
    };
  }
}
