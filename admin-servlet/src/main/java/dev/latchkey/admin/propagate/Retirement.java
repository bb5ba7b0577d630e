package dev.latchkey.admin.propagate;

import dev.latchkey.admin.store.Nodes;
import dev.latchkey.admin.store.Nodes.Census;
import dev.latchkey.admin.store.Nodes.Seen;
import dev.latchkey.key.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away the rows of nodes that vanished: of those that were silent, while this was watching,
 * for longer than they can serve. Silence is measured on the monotonic clock of this process, since
 * a wall clock that somebody sets forward would silence everybody. For one thread.
 */
public final class Retirement {
  private static final Logger log = LoggerFactory.getLogger(Retirement.class);

  /** Clocks run at slightly different speeds. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private record Sign(long beats, long noticedAt) {}

  private final Nodes nodes;
  private final TimeSource time;
  private final Map<String, Sign> lastSigns = new HashMap<>();

  public Retirement(Nodes nodes, TimeSource time) {
    this.nodes = nodes;
    this.time = time;
  }

  /**
   * Looks once at every node.
   *
   * @throws dev.latchkey.store.StoreException when the store could not tell
   */
  public void review() {
    long before = time.nanoTime();
    Census census = nodes.census();
    long after = time.nanoTime();
    lastSigns.keySet().retainAll(census.nodes().stream().map(Seen::id).collect(Collectors.toSet()));
    for (Seen node : census.nodes()) {
      Sign last = lastSigns.get(node.id());
      if (last == null || last.beats() != node.beats()) {
        lastSigns.put(node.id(), new Sign(node.beats(), after));
      } else if (before - last.noticedAt() > longest(node).toNanos()) {
        log.warn(
            "latchkey node={} has been silent for longer than it can serve, and is forgotten",
            node.name());
        nodes.retire(node);
      }
    }
  }

  private static Duration longest(Seen node) {
    return node.bound().plus(node.bound().dividedBy(100)).plus(MARGIN);
  }
}
