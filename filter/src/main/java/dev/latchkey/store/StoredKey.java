package dev.latchkey.store;

import dev.latchkey.key.Account;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Limit;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key with everything that decides about it: its secrets, its account and its owner.
 *
 * @param roles what roles give its owner, account by account
 * @param limits how often it works
 */
public record StoredKey(
    ApiKey key,
    List<SecretRecord> secrets,
    Account account,
    Optional<User> owner,
    Map<AccountId, Scopes> roles,
    List<Limit> limits) {
  public StoredKey {
    secrets = List.copyOf(secrets);
    roles = Map.copyOf(roles);
    limits = List.copyOf(limits);
  }

  /** A key whose owner has no role anywhere, and that works as often as anybody likes. */
  public StoredKey(ApiKey key, List<SecretRecord> secrets, Account account, Optional<User> owner) {
    this(key, secrets, account, owner, Map.of(), List.of());
  }

  /** The same key with a revocation that the store does not know. */
  public StoredKey revoked(Revocation revocation) {
    return new StoredKey(key.revoked(revocation), secrets, account, owner, roles, limits);
  }
}
