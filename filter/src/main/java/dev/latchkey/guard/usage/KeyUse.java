package dev.latchkey.guard.usage;

import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of one key since the last report, until it is closed: what is counted together is
 * taken together, so that no request is lost between two reports, and none is in both. Safe for use
 * by many threads.
 *
 * <p>A lock of its own, rather than counters without one: it is held for less time than it takes to
 * fight over a counter, and what it guards is more than numbers.
 */
final class KeyUse {
  /** Nearly every key has one secret, and all but a few have two. */
  private final List<SecretUse> secrets = new ArrayList<>(1);

  private boolean closed;

  /** Counts a request, unless this was closed meanwhile. */
  synchronized boolean count(Use use) {
    if (!closed) {
      of(use).count(use);
    }
    return !closed;
  }

  /** What was counted; nothing is from now on. */
  synchronized List<SecretUse> close() {
    closed = true;
    return secrets;
  }

  private SecretUse of(Use use) {
    for (int i = 0; i < secrets.size(); i++) {
      if (secrets.get(i).ordinal() == use.ordinal()) {
        return secrets.get(i);
      }
    }
    SecretUse first = new SecretUse(use.key().id(), use.ordinal(), use.millis());
    secrets.add(first);
    return first;
  }
}
