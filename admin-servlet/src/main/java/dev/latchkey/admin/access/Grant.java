package dev.latchkey.admin.access;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.FieldError;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an actor may hand on: no scope and no network beyond their own, no lifetime beyond their
 * key's. A key acts wherever its owner reaches, so its scopes are asked for in each of these
 * accounts. Gathers what goes too far, and {@link #check} tells all of it.
 */
public final class Grant {
  private final Actor actor;
  private final Directory directory;
  private final List<FieldError> errors = new ArrayList<>();

  private Grant(Actor actor, Directory directory) {
    this.actor = actor;
    this.directory = directory;
  }

  /**
   * The bounds of {@code actor}. Only the first-start key, which exists to make others, is free in
   * one: time.
   */
  public static Grant by(Actor actor, Directory directory) {
    return new Grant(actor, directory);
  }

  /** What a user gets in an account where they had {@code before}: what that covers is not new. */
  public Grant scopes(AccountId place, Scopes before, Scopes scopes) {
    each(scopes, before, scope -> actor.commandsIn(place, scope), "your own key does not hold ");
    return this;
  }

  /** What a role gives to whoever gets it in these accounts, where they had {@code before}. */
  public Grant role(String pointer, List<AccountId> places, Scopes before, Scopes scopes) {
    Scopes more = new Scopes(before.missing(scopes));
    boolean theirs =
        more.all().stream()
            .allMatch(scope -> places.stream().allMatch(p -> actor.commandsIn(p, scope)));
    if (!theirs) {
      errors.add(new FieldError(pointer, "it gives more than you hold yourself there"));
    }
    return this;
  }

  /** What a user has by roles, and gets back when they are enabled again. */
  public Grant rolesOf(User user) {
    Owner owner = Owner.of(user, directory);
    boolean theirs =
        owner.isCommanded(user.account(), actor, Scopes.EVERYTHING)
            && owner.isCommandedElsewhere(actor, Scopes.EVERYTHING);
    if (!theirs) {
      errors.add(new FieldError("#/enabled", "the user has roles that give more than you hold"));
    }
    return this;
  }

  /** The scopes of a key that had those of {@code before}: what they cover is nothing new. */
  public Grant scopes(Scopes before, ApiKey key) {
    Optional<Owner> owner = Owner.of(key, directory);
    if (key.ownerScopes()) {
      owner.filter(known -> !holdsAllOf(known)).ifPresent(known -> refuseAllOf(known.user()));
      return this;
    }
    each(key.scopes(), before, scope -> holds(key, owner, scope), "your own key does not hold ");
    each(
        key.scopes(),
        before,
        scope -> !holds(key, owner, scope) || reachesNoFurther(owner, scope),
        "the owner reaches accounts in which your own key does not hold ");
    return this;
  }

  private boolean holdsAllOf(Owner owner) {
    return owner.isCommanded(owner.user().account(), actor, Scopes.EVERYTHING)
        && owner.isCommandedElsewhere(actor, Scopes.EVERYTHING);
  }

  private void refuseAllOf(User user) {
    String detail = "the user " + user.id() + " holds, or may hold, more than your own key does";
    errors.add(new FieldError("#/owner_scopes", detail));
  }

  /** At home; of their own keys, owners may say what they themselves hold anywhere. */
  private boolean holds(ApiKey key, Optional<Owner> owner, Scope scope) {
    boolean own = owner.isPresent() && owner.map(o -> o.user().id()).equals(actor.user());
    return own ? actor.holdsSomewhere(scope) : actor.commandsIn(key.account(), scope);
  }

  private boolean reachesNoFurther(Optional<Owner> owner, Scope scope) {
    return owner.map(known -> known.isCommandedElsewhere(actor, Scopes.of(scope))).orElse(true);
  }

  private interface Test {
    boolean passes(Scope scope);
  }

  private void each(Scopes scopes, Scopes before, Test test, String lack) {
    for (int i = 0; i < scopes.all().size(); i++) {
      Scope scope = scopes.all().get(i);
      if (!before.cover(scope) && !test.passes(scope)) {
        errors.add(new FieldError("#/scopes/" + i, lack + scope));
      }
    }
  }

  public Grant networks(Networks networks) {
    if (!actor.networks().contain(networks)) {
      errors.add(
          new FieldError(
              "#/allowed_ips",
              "your own key works only from " + actor.networks() + "; stay inside"));
    }
    return this;
  }

  public Grant until(Optional<Instant> end) {
    Optional<Instant> own = actor.expiresAt();
    boolean beyond = own.isPresent() && (end.isEmpty() || end.get().isAfter(own.get()));
    if (beyond && !isFirstStart()) {
      errors.add(
          new FieldError("#/expires_at", "your own key ends at " + own.get() + "; end by then"));
    }
    return this;
  }

  private boolean isFirstStart() {
    return actor
        .key()
        .flatMap(directory::key)
        .map(record -> record.about().createdBy().equals(KeyRecord.FIRST_START))
        .orElse(false);
  }

  /** All that a key gives to whoever holds a secret of it. */
  public Grant allOf(ApiKey key) {
    return scopes(Scopes.NONE, key).networks(key.networks()).until(key.expiresAt());
  }

  /**
   * Tells what goes too far.
   *
   * @throws Problem 403 with a pointer to each
   */
  public void check() {
    if (!errors.isEmpty()) {
      FieldError first = errors.get(0);
      throw Problem.of(Kind.BEYOND_OWN, first.pointer() + ": " + first.detail(), errors)
          .with("WWW-Authenticate", "Bearer realm=\"api\", error=\"insufficient_scope\"");
    }
  }
}
