package dev.latchkey.admin.access;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.FieldError;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Caller;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What an actor may hand on: no scope and no network beyond their own, no lifetime beyond their
 * key's. Gathers what goes too far, and {@link #check} tells all of it.
 */
public final class Grant {
  private final Caller caller;
  private final BooleanSupplier unboundedLife;
  private final List<FieldError> errors = new ArrayList<>();

  private Grant(Caller caller, BooleanSupplier unboundedLife) {
    this.caller = caller;
    this.unboundedLife = unboundedLife;
  }

  /**
   * The bounds of {@code actor}. Only the first-start key, which exists to make others, is free in
   * one: time.
   */
  public static Grant by(Actor actor, Directory directory) {
    return new Grant(
        actor.caller(),
        () ->
            directory
                .key(actor.caller().key())
                .map(record -> record.about().createdBy().equals(KeyRecord.FIRST_START))
                .orElse(false));
  }

  public Grant scopes(Scopes scopes) {
    return scopes(Scopes.NONE, scopes);
  }

  /** Scopes where some were granted before: whatever those cover is nothing new. */
  public Grant scopes(Scopes before, Scopes scopes) {
    for (int i = 0; i < scopes.all().size(); i++) {
      Scope scope = scopes.all().get(i);
      if (!before.cover(scope) && !caller.holds(scope)) {
        errors.add(new FieldError("#/scopes/" + i, "your own key does not hold " + scope));
      }
    }
    return this;
  }

  public Grant networks(Networks networks) {
    if (!caller.networks().contain(networks)) {
      errors.add(
          new FieldError(
              "#/allowed_ips",
              "your own key works only from " + caller.networks() + "; stay inside"));
    }
    return this;
  }

  public Grant until(Optional<Instant> end) {
    Optional<Instant> own = caller.expiresAt();
    boolean beyond = own.isPresent() && (end.isEmpty() || end.get().isAfter(own.get()));
    if (beyond && !unboundedLife.getAsBoolean()) {
      errors.add(
          new FieldError("#/expires_at", "your own key ends at " + own.get() + "; end by then"));
    }
    return this;
  }

  /** All that a key gives to whoever holds a secret of it. */
  public Grant allOf(ApiKey key) {
    return scopes(key.scopes()).networks(key.networks()).until(key.expiresAt());
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
