package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Roles, who has them where, and which account manages which. Every call throws {@link
 * dev.latchkey.store.StoreException} when the store could not tell.
 */
public interface People {
  /** The roles that are declared, by name. */
  List<Role> roles();

  Optional<Membership> membership(UserId user, AccountId account);

  /** Who has this role in {@code account} itself. */
  List<Membership> holders(AccountId account, String role);

  /**
   * At most {@code limit} members of an account, by user.
   *
   * @param after the last user of the page before
   */
  List<Membership> members(AccountId account, Optional<UserId> after, int limit);

  /** Where these users have roles, by user and account. */
  List<Membership> memberships(Collection<UserId> users);

  /** What roles give a user, account by account: directly, or through a managing account. */
  Map<AccountId, Scopes> reach(UserId user);

  /** The account that manages this one. */
  Optional<Management> manager(AccountId account);

  /** The accounts that this one manages. */
  List<AccountId> managed(AccountId account);
}
