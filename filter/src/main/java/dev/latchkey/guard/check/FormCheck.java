package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;

/** The form: a key that is set to stay with its holder opens nothing when it is sent as it is. */
final class FormCheck implements Check {
  @Override
  public Finding check(Found found, Circumstances at) {
    return found.known().key().signedOnly() && !found.isSigned()
        ? Finding.NOT_SIGNED
        : Finding.PASSED;
  }
}
