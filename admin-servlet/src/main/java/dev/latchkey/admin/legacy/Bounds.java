package dev.latchkey.admin.legacy;

import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Grant;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.ApiKey;

/** What whoever imports may hand on. */
public interface Bounds {
  /** Of whoever runs the command line of the installation: none. */
  Bounds NONE =
      new Bounds() {
        @Override
        public boolean sees(AccountId account) {
          return true;
        }

        @Override
        public void check(Directory directory, ApiKey key) {}
      };

  /** Whether what belongs to {@code account} is there at all for them. */
  boolean sees(AccountId account);

  /**
   * Demands that they may issue such a key.
   *
   * @throws dev.latchkey.admin.exchange.Problem 403 with a pointer to each field that goes too far
   */
  void check(Directory directory, ApiKey key);

  /** As they are for any key that {@code actor} issues. */
  static Bounds of(Actor actor) {
    return new Bounds() {
      @Override
      public boolean sees(AccountId account) {
        return actor.sees(account);
      }

      @Override
      public void check(Directory directory, ApiKey key) {
        Grant.by(actor, directory).allOf(key).check();
      }
    };
  }
}
