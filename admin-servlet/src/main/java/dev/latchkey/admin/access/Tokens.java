package dev.latchkey.admin.access;

import dev.latchkey.guard.Proven;
import java.util.Optional;

/**
 * What tokens prove that somebody sent in a body or as a password: the guard of the same app says.
 */
public interface Tokens {
  /**
   * What {@code token} proves; empty when that is nothing.
   *
   * @param address where it is used from; empty where nobody knows
   * @throws dev.latchkey.store.StoreException when nobody can tell
   */
  Optional<Proven> prove(String token, Optional<String> address);
}
