package dev.latchkey.key;

import java.security.Principal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent a request that the guard let pass: what an app needs to know of a key, and nothing that
 * opens anything. Immutable; may be shared between threads.
 *
 * <p>An app finds it as {@code request.getUserPrincipal()} and as the request attribute {@link
 * #ATTRIBUTE}.
 */
public final class Caller implements Principal {
  /** The name of the request attribute that holds the caller. */
  public static final String ATTRIBUTE = "dev.latchkey.caller";

  private final ApiKey key;
  private final Reach reach;
  private final Endings endings;

  /**
   * @param key what was presented and found good
   * @param reach what the owner of the key may do at present
   * @param endings tells of the end of keys
   */
  public Caller(ApiKey key, Reach reach, Endings endings) {
    this.key = key;
    this.reach = reach;
    this.endings = endings;
  }

  public KeyId key() {
    return key.id();
  }

  /**
   * The tenant that the key belongs to: taken from the key alone, never from the request. Where a
   * rule binds a variable of its path to an account ({@code @{org}}), the request acts for that
   * one: ask {@link #holdsIn}.
   */
  public AccountId account() {
    return key.account();
  }

  /** The user that owns the key; empty when it belongs to the account itself. */
  public Optional<UserId> user() {
    return key.owner();
  }

  /**
   * What the key was granted; where that is whatever its owner holds, what that is in its account
   * at present. What it may do is also bounded by its owner: ask {@link #holds}.
   */
  public Scopes scopes() {
    return key.ownerScopes() ? effectiveScopes() : key.scopes();
  }

  /**
   * What the key may do in its account at present: what it was granted, as far as its owner holds
   * it too.
   */
  public Scopes effectiveScopes() {
    return effectiveIn(key.account());
  }

  /** When the key stops working by itself. */
  public Optional<Instant> expiresAt() {
    return key.expiresAt();
  }

  /** Where the key may be used from. */
  public Networks networks() {
    return key.networks();
  }

  /** Whether the key and, at present, its owner both cover {@code needed} in its account. */
  public boolean holds(Scope needed) {
    return holdsIn(key.account(), needed);
  }

  /**
   * Whether the key and, at present, its owner both cover {@code needed} in {@code account}: the
   * key's own, or one in which the owner has a role, or has one through its managing organisation.
   */
  public boolean holdsIn(AccountId account, Scope needed) {
    return key.most().cover(needed) && reach.in(account).cover(needed);
  }

  /** The accounts in which the key may do anything at present, its own first. */
  public Set<AccountId> accounts() {
    Set<AccountId> all = new LinkedHashSet<>();
    all.add(key.account());
    reach.accounts().stream()
        .filter(account -> !effectiveIn(account).all().isEmpty())
        .forEach(all::add);
    return all;
  }

  /** What the owner of the key may do at present, whatever of that the key may. */
  public Reach reach() {
    return reach;
  }

  /** What the key may do at most, whatever its owner may. */
  public Scopes most() {
    return key.most();
  }

  private Scopes effectiveIn(AccountId account) {
    return key.most().shared(reach.in(account));
  }

  /**
   * Calls back once when the key is revoked, deleted, disabled or expires, so that an app can end
   * what a filter cannot reach: a WebSocket, a long poll, a session. The callback runs on a thread
   * of the guard and should be short. Never called for a key that simply stops being used.
   *
   * @return closes the registration; close it when the thing has ended by itself
   */
  public Endings.Registration whenEnded(Runnable callback) {
    return endings.register(key.id(), callback);
  }

  /** The user of the key, or its account when that owns it. */
  @Override
  public String getName() {
    return key.owner().map(UserId::value).orElse(key.account().value());
  }

  @Override
  public String toString() {
    return "Caller[" + key.id() + " of " + getName() + "]";
  }
}
