package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Single records by their names. Every call throws {@link dev.latchkey.store.StoreException} when
 * the store could not tell.
 */
public interface Directory {
  Optional<KeyRecord> key(KeyId id);

  Optional<UserRecord> user(UserId id);

  Optional<AccountRecord> account(AccountId id);

  Optional<PlanRecord> plan(String name);

  /** All of them, by name. */
  List<PlanRecord> plans();

  /** Roles, who has them where, and which account manages which. */
  People people();

  /** Empty before the first start. */
  Optional<Installation> installation();
}
