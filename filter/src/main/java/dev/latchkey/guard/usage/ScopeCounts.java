package dev.latchkey.guard.usage;

import dev.latchkey.key.Scope;
import dev.latchkey.key.Scopes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many requests took which of the scopes that a key was granted: of those that cover what a
 * route needs, the narrowest, for the key could do without the others. Not for use by two threads
 * at once.
 */
final class ScopeCounts {
  private static final long[] NO_COUNTS = {};

  private Scopes granted = Scopes.NONE;
  private long[] counts = NO_COUNTS;
  private Map<Scope, Long> before = Map.of();

  void count(Scopes scopes, List<Scope> needed) {
    for (int i = 0; i < needed.size(); i++) {
      int taken = narrowest(scopes.all(), needed.get(i));
      if (taken >= 0) {
        countsOf(scopes)[taken]++;
      }
    }
  }

  void add(ScopeCounts other) {
    before = sum();
    granted = Scopes.NONE;
    counts = NO_COUNTS;
    other.sum().forEach((scope, count) -> before.merge(scope, count, Long::sum));
  }

  Map<Scope, Long> sum() {
    Map<Scope, Long> sum = new HashMap<>(before);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        sum.merge(granted.all().get(i), counts[i], Long::sum);
      }
    }
    return sum;
  }

  /** Somebody may have changed the scopes of the key since the request before. */
  @SuppressWarnings("ReferenceEquality") // the same reference is the same knowledge of the key
  private long[] countsOf(Scopes scopes) {
    if (scopes != granted) {
      before = counts.length == 0 ? before : sum();
      granted = scopes;
      counts = new long[scopes.all().size()];
    }
    return counts;
  }

  private static int narrowest(List<Scope> granted, Scope needed) {
    int found = -1;
    for (int i = 0; i < granted.size(); i++) {
      boolean covers = granted.get(i).covers(needed);
      if (covers && (found < 0 || granted.get(found).covers(granted.get(i)))) {
        found = i;
      }
    }
    return found;
  }
}
