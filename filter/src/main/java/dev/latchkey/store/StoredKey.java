package dev.latchkey.store;

import dev.latchkey.key.Account;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.User;
import java.util.List;
import java.util.Optional;

/** A key with everything that decides about it: its secrets, its account and its owner. */
public record StoredKey(
    ApiKey key, List<SecretRecord> secrets, Account account, Optional<User> owner) {
  public StoredKey {
    secrets = List.copyOf(secrets);
  }

  /** The same key with a revocation that the store does not know. */
  public StoredKey revoked(Revocation revocation) {
    return new StoredKey(key.revoked(revocation), secrets, account, owner);
  }
}
