package dev.latchkey.key;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts of a key that decide what it may do. What people say about it (name, labels, metadata)
 * lives with the admin servlet; the guard neither reads nor caches that.
 *
 * @param owner the user it belongs to; empty when it belongs to the account itself
 * @param notBefore the first instant at which it works
 * @param expiresAt the first instant at which it no longer works
 * @param networks where it may be used from
 * @param signedOnly whether only a signature of its holder opens anything: sent as it is, it does
 *     not
 * @param ownerScopes whether it holds whatever its owner holds at the moment, in place of scopes of
 *     its own, which are none then
 */
public record ApiKey(
    KeyId id,
    AccountId account,
    Optional<UserId> owner,
    Scopes scopes,
    Optional<Instant> notBefore,
    Optional<Instant> expiresAt,
    boolean enabled,
    Optional<Revocation> revocation,
    Networks networks,
    boolean signedOnly,
    boolean ownerScopes) {

  /** A key with scopes of its own. */
  public ApiKey(
      KeyId id,
      AccountId account,
      Optional<UserId> owner,
      Scopes scopes,
      Optional<Instant> notBefore,
      Optional<Instant> expiresAt,
      boolean enabled,
      Optional<Revocation> revocation,
      Networks networks,
      boolean signedOnly) {
    this(
        id,
        account,
        owner,
        scopes,
        notBefore,
        expiresAt,
        enabled,
        revocation,
        networks,
        signedOnly,
        false);
  }

  /**
   * What it may do at most, whatever its owner may do: everything, where it holds what its owner
   * holds. An account that owns its key is nobody whose scopes could be held.
   */
  public Scopes most() {
    return ownerScopes && owner.isPresent() ? Scopes.EVERYTHING : scopes;
  }

  /** What this key is at {@code now}: revocation outranks expiry, expiry outranks the switch. */
  public KeyStatus status(Instant now) {
    if (revocation.isPresent()) {
      return KeyStatus.REVOKED;
    }
    if (expiresAt.isPresent() && !now.isBefore(expiresAt.get())) {
      return KeyStatus.EXPIRED;
    }
    if (!enabled) {
      return KeyStatus.DISABLED;
    }
    if (notBefore.isPresent() && now.isBefore(notBefore.get())) {
      return KeyStatus.SCHEDULED;
    }
    return KeyStatus.ACTIVE;
  }

  /** The same key, ended for good. */
  public ApiKey revoked(Revocation end) {
    return new ApiKey(
        id,
        account,
        owner,
        scopes,
        notBefore,
        expiresAt,
        enabled,
        Optional.of(end),
        networks,
        signedOnly,
        ownerScopes);
  }

  /** The same key, switched off. */
  public ApiKey disabled() {
    return new ApiKey(
        id,
        account,
        owner,
        scopes,
        notBefore,
        expiresAt,
        false,
        revocation,
        networks,
        signedOnly,
        ownerScopes);
  }
}
