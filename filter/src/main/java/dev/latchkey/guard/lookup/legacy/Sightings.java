package dev.latchkey.guard.lookup.legacy;

import dev.latchkey.store.FirstUse;
import dev.latchkey.store.FirstUses;
import dev.latchkey.store.StoreException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The legacy secrets that were presented here, until the store has been told. What could not be
 * told stays for the next time. Safe for use by many threads.
 */
final class Sightings {
  private static final Logger log = LoggerFactory.getLogger(Sightings.class);
  private static final int MOST = 10_000;
  private static final int AT_ONCE = 500;

  private final FirstUses store;
  private final Set<FirstUse> untold = ConcurrentHashMap.newKeySet();

  Sightings(FirstUses store) {
    this.store = store;
  }

  /** Takes one, unless too many wait already: then the next time that it is seen will do. */
  boolean take(FirstUse use) {
    boolean room = untold.size() < MOST;
    if (room) {
      untold.add(use);
    }
    return room;
  }

  boolean areNone() {
    return untold.isEmpty();
  }

  /** Tells the store of the first of them. */
  void tell() {
    List<FirstUse> some = untold.stream().limit(AT_ONCE).toList();
    if (some.isEmpty()) {
      return;
    }
    try {
      store.tell(some);
      some.forEach(untold::remove);
    } catch (StoreException e) {
      log.debug("latchkey could not tell yet which legacy keys are in use: {}", e.getMessage());
    }
  }
}
