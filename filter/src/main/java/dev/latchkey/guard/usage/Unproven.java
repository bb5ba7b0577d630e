package dev.latchkey.guard.usage;

import dev.latchkey.store.UseRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * What proved no key: counted for the node, since anybody can write anybody's id into a token. Safe
 * for use by many threads.
 */
final class Unproven {
  /** One of the numbers, and how much of it has been told. */
  private static final class Count {
    private final LongAdder all = new LongAdder();
    private long told;

    /** Never reset: an adder that is reset may lose what comes meanwhile. */
    private long untold() {
      long sum = all.sum();
      long more = sum - told;
      told = sum;
      return more;
    }
  }

  private final Map<String, Count> counts =
      Map.of("unproven", new Count(), "undecided", new Count(), "uncounted", new Count());

  /** A token that is good for nothing. */
  void refused() {
    add("unproven", 1);
  }

  /** The node could not tell. */
  void undecided() {
    add("undecided", 1);
  }

  /** A request of a key for which there was no room. */
  void uncounted(long requests) {
    add("uncounted", requests);
  }

  /** What has not been told yet, and that all has been until {@code until}. */
  synchronized UseRecord take(Instant from, Instant until) {
    Map<String, Long> outcomes = new HashMap<>();
    counts.forEach(
        (name, count) -> {
          long untold = count.untold();
          if (untold > 0) {
            outcomes.put(name, untold);
          }
        });
    return new UseRecord(
        Optional.empty(), 0, from, until, outcomes, Map.of(), List.of(), "", Agent.NONE);
  }

  private void add(String name, long more) {
    Count count = counts.get(name);
    if (count != null) {
      count.all.add(more);
    }
  }
}
