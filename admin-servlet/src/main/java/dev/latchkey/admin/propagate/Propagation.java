package dev.latchkey.admin.propagate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.exchange.Times;
import dev.latchkey.admin.store.Nodes;
import dev.latchkey.admin.store.Nodes.Seen;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells which nodes have applied an entry. A change that takes something away waits a moment for
 * them; one that only adds does not need to, since an unknown key is looked up.
 */
public final class Propagation {
  private static final long LOOK_EVERY_MILLIS = 3;

  private final Nodes nodes;
  private final TimeSource time;
  private final Duration usualWait;
  private final Duration longestWait;

  /**
   * Asks {@code nodes}.
   *
   * @param usualWait how long a call that takes something away waits when it does not say
   * @param longestWait what {@code ?wait=} may ask for: the lease
   */
  public Propagation(Nodes nodes, TimeSource time, Duration usualWait, Duration longestWait) {
    this.nodes = nodes;
    this.time = time;
    this.usualWait = usualWait;
    this.longestWait = longestWait;
  }

  /** How long a call that takes something away waits. */
  public Duration wait(Request request) {
    return asked(request).orElse(usualWait);
  }

  /** How long a call that only adds waits: not at all, unless it asks to. */
  public Duration noWait(Request request) {
    return asked(request).orElse(Duration.ZERO);
  }

  /** Waits, and says who has applied {@code entry}. The change itself is committed already. */
  public ObjectNode of(long entry, Duration wait) {
    long started = time.nanoTime();
    Instant committed = Instant.ofEpochMilli(time.currentTimeMillis());
    List<Seen> live = live();
    while (!allHave(entry, live) && time.nanoTime() - started < wait.toNanos() && pause()) {
      live = live();
    }
    return told(entry, live, committed, Duration.ofNanos(time.nanoTime() - started));
  }

  private ObjectNode told(long entry, List<Seen> live, Instant committed, Duration waited) {
    List<Seen> silent = live.stream().filter(node -> node.entry() < entry).toList();
    ObjectNode told = Json.object();
    told.put("entry", entry);
    told.put("nodes", live.size());
    told.put("confirmed", live.size() - silent.size());
    told.put("millis", waited.toMillis());
    silent.stream()
        .map(Seen::lease)
        .max(Duration::compareTo)
        .ifPresent(lease -> told.put("effective_by", committed.plus(lease).toString()));
    return told;
  }

  /** Nodes that may be serving. When the database went away just now, nobody has confirmed. */
  private List<Seen> live() {
    try {
      return nodes.all().stream().filter(Seen::live).toList();
    } catch (StoreException e) {
      Instant never = Instant.EPOCH;
      return List.of(new Seen("unknown", "unknown", 0, never, longestWait, true));
    }
  }

  private Optional<Duration> asked(Request request) {
    return request.query(
        "wait",
        text -> {
          Duration wait = Times.duration(text);
          if (wait.compareTo(longestWait) > 0) {
            throw new IllegalArgumentException("is at most the lease, " + longestWait);
          }
          return wait;
        });
  }

  private static boolean allHave(long entry, List<Seen> live) {
    return live.stream().allMatch(node -> node.entry() >= entry);
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
