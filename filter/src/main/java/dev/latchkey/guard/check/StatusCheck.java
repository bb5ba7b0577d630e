package dev.latchkey.guard.check;

import dev.latchkey.guard.lookup.Answer.Found;

/** The key itself: neither revoked nor disabled, and within its window of time. */
final class StatusCheck implements Check {
  @Override
  public Finding check(Found found, Circumstances at) {
    return switch (found.known().key().status(at.now())) {
      case ACTIVE -> Finding.PASSED;
      case SCHEDULED -> Finding.NOT_YET_VALID;
      case DISABLED -> Finding.DISABLED;
      case EXPIRED -> Finding.EXPIRED;
      case REVOKED -> Finding.REVOKED;
    };
  }
}
