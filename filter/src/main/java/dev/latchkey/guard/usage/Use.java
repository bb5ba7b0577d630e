package dev.latchkey.guard.usage;

import dev.latchkey.guard.check.Finding;
import dev.latchkey.guard.lookup.Answer.Found;
import dev.latchkey.guard.parse.Message;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Scope;
import java.util.List;

/**
 * One request with a secret that was proven.
 *
 * @param finding {@link Finding#PASSED} where it was let through, or why it was not
 * @param millis when it was decided
 */
record Use(
    Found found,
    Finding finding,
    List<Scope> needed,
    String address,
    Message message,
    long millis) {
  ApiKey key() {
    return found.known().key();
  }

  int ordinal() {
    return found.secret().ordinal();
  }

  boolean passed() {
    return finding == Finding.PASSED;
  }
}
