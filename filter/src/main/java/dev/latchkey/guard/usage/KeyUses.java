package dev.latchkey.guard.usage;

import dev.latchkey.key.KeyId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What was seen of all keys since the last report. Safe for use by many threads. */
final class KeyUses {
  private final Map<KeyId, KeyUse> uses = new ConcurrentHashMap<>();
  private final int most;

  /**
   * Has seen nothing yet.
   *
   * @param most keys that are counted until the next report
   */
  KeyUses(int most) {
    this.most = most;
  }

  /** Counts a request; false where that is of one key too many. */
  boolean count(Use use) {
    KeyId id = use.key().id();
    KeyUse present = of(id);
    while (present != null && !present.count(use)) {
      present = of(id);
    }
    return present != null;
  }

  /**
   * Takes what was seen, a secret each. A request that comes meanwhile is in this or in the next.
   */
  List<SecretUse> take() {
    List<SecretUse> taken = new ArrayList<>();
    Iterator<KeyUse> present = uses.values().iterator();
    while (present.hasNext()) {
      KeyUse next = present.next();
      present.remove(); // first, so that whoever finds it closed finds another one
      taken.addAll(next.close());
    }
    return taken;
  }

  private @Nullable KeyUse of(KeyId id) {
    KeyUse present = uses.get(id);
    return present == null && uses.size() < most
        ? uses.computeIfAbsent(id, first -> new KeyUse())
        : present;
  }
}
