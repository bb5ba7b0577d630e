package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import dev.latchkey.key.UserId;
import java.util.Optional;

/** The same within one change. */
public interface PeopleFacts extends People {
  void put(Role role);

  /** Takes a role away: whoever has it keeps its name, and gets nothing by it. */
  void deleteRole(String name);

  void put(Membership membership);

  void delete(UserId user, AccountId account);

  void put(AccountId account, Optional<Management> management);
}
