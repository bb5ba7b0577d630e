package dev.latchkey.key;

import java.security.Principal;
import java.time.Instant;
import java.util.Optional;

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
  private final Scopes ownerScopes;
  private final Endings endings;

  /**
   * @param key what was presented and found good
   * @param ownerScopes what the owner of the key may do at present
   * @param endings tells of the end of keys
   */
  public Caller(ApiKey key, Scopes ownerScopes, Endings endings) {
    this.key = key;
    this.ownerScopes = ownerScopes;
    this.endings = endings;
  }

  public KeyId key() {
    return key.id();
  }

  /** The tenant that the request acts for: taken from the key alone, never from the request. */
  public AccountId account() {
    return key.account();
  }

  /** The user that owns the key; empty when it belongs to the account itself. */
  public Optional<UserId> user() {
    return key.owner();
  }

  /** What the key was granted. What it may do is also bounded by its owner: ask {@link #holds}. */
  public Scopes scopes() {
    return key.scopes();
  }

  /** What the key may do at present: what it was granted, as far as its owner holds it too. */
  public Scopes effectiveScopes() {
    return key.scopes().shared(ownerScopes);
  }

  /** When the key stops working by itself. */
  public Optional<Instant> expiresAt() {
    return key.expiresAt();
  }

  /** Where the key may be used from. */
  public Networks networks() {
    return key.networks();
  }

  /** Whether the key and, at present, its owner both cover {@code needed}. */
  public boolean holds(Scope needed) {
    return key.scopes().cover(needed) && ownerScopes.cover(needed);
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
