package dev.latchkey.admin.propagate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.exchange.Times;
import dev.latchkey.admin.store.Nodes;
import dev.latchkey.admin.store.Nodes.Census;
import dev.latchkey.admin.store.Nodes.Seen;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Tells which nodes have applied an entry. A change that takes something away waits a moment for
 * them; one that only adds does not need to, since an unknown key is looked up.
 */
public final class Propagation {
  private static final long LOOK_EVERY_MILLIS = 3;

  private final Nodes nodes;
  private final TimeSource time;
  private final Pause pause;
  private final Duration usualWait;
  private final LeaseTerms terms;

  /** The longest that any node was seen to serve: more than the terms while those change. */
  private volatile Duration longestBound;

  /** Lets a little time pass between two looks; false when nobody wants to wait any longer. */
  interface Pause {
    boolean take();
  }

  /**
   * Asks {@code nodes}.
   *
   * @param usualWait how long a call that takes something away waits when it does not say
   * @param terms of this installation; {@code ?wait=} may ask for up to the lease
   */
  public Propagation(Nodes nodes, TimeSource time, Duration usualWait, LeaseTerms terms) {
    this(nodes, time, Propagation::pause, usualWait, terms);
  }

  Propagation(Nodes nodes, TimeSource time, Pause pause, Duration usualWait, LeaseTerms terms) {
    this.nodes = nodes;
    this.time = time;
    this.pause = pause;
    this.usualWait = usualWait;
    this.terms = terms;
    this.longestBound = terms.bound();
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
    Instant committed = now();
    Census census = census(Optional.empty());
    while (!allHave(entry, census) && time.nanoTime() - started < wait.toNanos() && pause.take()) {
      census = census(Optional.of(census));
    }
    return told(entry, census, committed, Duration.ofNanos(time.nanoTime() - started));
  }

  /**
   * Every row counts, however long it has been silent: only {@link Retirement} can tell that its
   * node no longer serves. Nodes that may have no row count as one that is silent.
   */
  private ObjectNode told(long entry, Census census, Instant committed, Duration waited) {
    List<Seen> silent = census.nodes().stream().filter(node -> node.entry() < entry).toList();
    ObjectNode told = Json.object();
    told.put("entry", entry);
    told.put("nodes", census.nodes().size() + (census.isWhole() ? 0 : 1));
    told.put("confirmed", census.nodes().size() - silent.size());
    told.put("millis", waited.toMillis());
    Stream.concat(
            silent.stream().map(node -> committed.plus(node.bound())),
            Stream.of(census.doubt()).filter(doubt -> !census.isWhole()).map(now()::plus))
        .max(Instant::compareTo)
        .ifPresent(proven -> told.put("effective_by", proven.toString()));
    return told;
  }

  /** When the database went away just now, nobody has confirmed who had not before. */
  private Census census(Optional<Census> before) {
    try {
      Census census = nodes.census();
      census.nodes().forEach(node -> longestBound = longer(longestBound, node.bound()));
      return census;
    } catch (StoreException e) {
      return before.orElseGet(() -> new Census(List.of(anybody()), Duration.ZERO));
    }
  }

  private Seen anybody() {
    return new Seen("unknown", "unknown", 0, 0, Instant.EPOCH, longestBound, Duration.ZERO, true);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.currentTimeMillis());
  }

  private Optional<Duration> asked(Request request) {
    return request.query(
        "wait",
        text -> {
          Duration wait = Times.duration(text);
          if (wait.compareTo(terms.lease()) > 0) {
            throw new IllegalArgumentException("is at most the lease, " + terms.lease());
          }
          return wait;
        });
  }

  private static boolean allHave(long entry, Census census) {
    return census.nodes().stream().allMatch(node -> node.entry() >= entry);
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
