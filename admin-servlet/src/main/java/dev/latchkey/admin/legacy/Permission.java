package dev.latchkey.admin.legacy;

import dev.latchkey.admin.access.OwnerBounds;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import dev.latchkey.key.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether keys may be imported: as whether they may be issued. Lines that want the same are asked
 * about once. For one thread.
 */
final class Permission {
  private static final KeyId ANY = new KeyId("0".repeat(KeyId.LENGTH));

  private record Same(UserId user, Scopes scopes, Optional<Instant> end) {}

  private final Facts facts;
  private final Bounds bounds;
  private final Map<UserId, Optional<UserRecord>> users = new HashMap<>();
  private final Map<Same, Optional<Problem>> asked = new HashMap<>();

  Permission(Facts facts, Bounds bounds) {
    this.facts = facts;
    this.bounds = bounds;
  }

  /** Notes whatever forbids the line. */
  void check(int number, Line line, Errors errors) {
    Optional<UserRecord> user = user(line);
    if (user.isEmpty()) {
      errors.add(number, "user_id", "there is no user " + line.user());
      return;
    }
    asked
        .computeIfAbsent(
            new Same(line.user(), line.scopes(), line.expiresAt()), same -> ask(user.get(), same))
        .ifPresent(problem -> errors.add(number, problem));
  }

  AccountId account(Line line) {
    return user(line).orElseThrow().user().account();
  }

  private Optional<UserRecord> user(Line line) {
    return users.computeIfAbsent(
        line.user(), id -> facts.user(id).filter(found -> bounds.sees(found.user().account())));
  }

  /** A key as each of them becomes one, but for its id. */
  private static ApiKey like(User owner, Same same) {
    return new ApiKey(
        ANY,
        owner.account(),
        Optional.of(owner.id()),
        same.scopes(),
        Optional.empty(),
        same.end(),
        true,
        Optional.empty(),
        Networks.ANYWHERE,
        false);
  }

  private Optional<Problem> ask(UserRecord owner, Same same) {
    try {
      bounds.check(facts, like(owner.user(), same));
      OwnerBounds.require(facts, owner.user(), same.scopes());
      return Optional.empty();
    } catch (Problem problem) {
      return Optional.of(problem);
    }
  }
}
