package dev.latchkey.guard.usage;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.key.Scope;
import java.util.List;

/** Counts decisions about presented tokens. Safe for use by many threads. */
public interface UseCount {
  /** Counts nothing. */
  UseCount NONE = (decision, needed, address, message) -> {};

  /**
   * Counts one. Whatever goes wrong here changes nothing for the request.
   *
   * @param needed the scopes that the route asks for
   * @param address where the request comes from
   * @param message what the token came with
   */
  void note(Decision decision, List<Scope> needed, String address, Message message);
}
