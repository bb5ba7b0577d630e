package dev.latchkey.store;

import dev.latchkey.key.Account;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Limit;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.User;
import java.util.List;
import java.util.Optional;

/**
 * A key with everything that decides about it: its secrets, its account and its owner.
 *
 * @param limits how often it works
 */
public record StoredKey(
    ApiKey key,
    List<SecretRecord> secrets,
    Account account,
    Optional<User> owner,
    List<Limit> limits) {
  public StoredKey {
    secrets = List.copyOf(secrets);
    limits = List.copyOf(limits);
  }

  /** One that works as often as anybody likes. */
  public StoredKey(ApiKey key, List<SecretRecord> secrets, Account account, Optional<User> owner) {
    this(key, secrets, account, owner, List.of());
  }

  /** The same key with a revocation that the store does not know. */
  public StoredKey revoked(Revocation revocation) {
    return new StoredKey(key.revoked(revocation), secrets, account, owner, limits);
  }
}
