package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import java.util.List;
import java.util.Optional;

/** Pages of users, by id. */
public interface UserListing {
  /**
   * At most {@code limit} users of an account.
   *
   * @param text part of a name or id
   * @param after the last id of the page before
   */
  List<UserRecord> list(
      AccountId account, Optional<String> text, Optional<String> after, int limit);
}
