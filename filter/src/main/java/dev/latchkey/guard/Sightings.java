package dev.latchkey.guard;

import dev.latchkey.key.TimeSource;
import dev.latchkey.store.Observed;
import dev.latchkey.store.Observed.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen since it was last written down: requests alike are one line, and of more kinds than
 * there is room for only the number is kept. Safe for use by many threads.
 */
final class Sightings {
  /** However many clients there are, a minute is a small batch. */
  static final int MOST = 1_000;

  private static final Kind OTHERS =
      new Kind("other", "any", "others", "more kinds than are told apart", "", Optional.empty());

  private record Line(long requests, Instant firstAt, Instant lastAt) {
    Line and(Line later) {
      return new Line(requests + later.requests, firstAt, later.lastAt);
    }
  }

  private final String node;
  private final TimeSource time;
  private Map<Kind, Line> seen = new HashMap<>();
  private long written;

  /**
   * Has seen nothing yet.
   *
   * @param node an id that no other has, nor the same node after a restart
   */
  Sightings(String node, TimeSource time) {
    this.node = node;
    this.time = time;
  }

  void add(Kind kind) {
    Instant now = Instant.ofEpochMilli(time.currentTimeMillis());
    Line one = new Line(1, now, now);
    synchronized (this) {
      boolean room = seen.size() < MOST || seen.containsKey(kind);
      seen.merge(room ? kind : OTHERS, one, Line::and);
    }
  }

  /** Takes all that was seen away, to be written down. */
  synchronized List<Observed> take() {
    List<Observed> lines = new ArrayList<>();
    seen.forEach((kind, line) -> lines.add(line(kind, line)));
    seen = new HashMap<>();
    return lines;
  }

  private Observed line(Kind kind, Line line) {
    written++;
    return new Observed(node + ':' + written, kind, line.requests(), line.firstAt(), line.lastAt());
  }
}
