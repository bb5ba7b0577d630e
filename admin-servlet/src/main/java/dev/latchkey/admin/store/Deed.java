package dev.latchkey.admin.store;

import dev.latchkey.journal.Target;
import dev.latchkey.key.AccountId;

/**
 * What an entry says was done.
 *
 * @param action like {@code key.issued}
 * @param detail a JSON object; never a secret
 */
public record Deed(String action, AccountId account, Target target, String detail) {
  /** What was done to an installation as a whole. */
  public static Deed to(Installation installation, String action, String detail) {
    Target target = new Target(Target.INSTALLATION, installation.id());
    return new Deed(action, installation.account(), target, detail);
  }
}
