package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.guard.decide.Refusal;
import dev.latchkey.guard.route.RouteTable;
import dev.latchkey.journal.TirelessThread;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.TimeSource;
import dev.latchkey.store.Observed;
import dev.latchkey.store.Observed.Kind;
import dev.latchkey.store.ObservedLog;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses nobody: notes what would have been refused, and why, and lets it pass without a caller.
 * Once a minute it writes down what it saw. Safe for use by many threads.
 */
final class Observer implements AutoCloseable {
  /** For health and the log: nobody should find this out by accident. */
  static final String CONCERN = "the guard only observes, and refuses nobody (latchkey.observe)";

  private static final Logger log = LoggerFactory.getLogger(Observer.class);
  private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);
  private static final int LONGEST = 200;

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  /** What a first segment may look like that is a name, and nobody's secret. */
  private static final Pattern NAME = Pattern.compile("/([a-z][a-z_.-]{0,30}[0-9]{0,2})(?:/.*)?");

  private static final Pattern UNFIT = Pattern.compile("[^\\x20-\\x7e\\u00a0-\\ud7ff]");

  private final RouteTable routes;
  private final ObservedLog store;
  private final Sightings sightings;
  private final TirelessThread thread =
      new TirelessThread("latchkey-observer", this::round, this::write);
  private List<Observed> unwritten = List.of();

  Observer(RouteTable routes, ObservedLog store, TimeSource time) {
    this.routes = routes;
    this.store = store;
    this.sightings = new Sightings(UUID.randomUUID().toString(), time);
  }

  void start() {
    log.warn("latchkey: {}", CONCERN);
    thread.start();
  }

  /** What becomes of a decision where nobody is refused: what was let in is, with its caller. */
  Decision soften(Decision decision, Incoming request) {
    if (Verdict.lets(decision)) {
      return decision;
    }
    try {
      sightings.add(kind(decision, request));
    } catch (RuntimeException unseen) {
      log.debug("latchkey could not note what it would have refused", unseen);
    }
    return Decision.OPEN;
  }

  @Override
  public void close() {
    thread.close(LONGEST_GOODBYE);
  }

  private Kind kind(Decision decision, Incoming request) {
    String method = METHODS.contains(request.method()) ? request.method() : "other";
    if (decision instanceof Decision.Refused refused) {
      Refusal refusal = refused.refusal();
      String reason = refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
      String route = refusal.kind() == Refusal.Kind.UNSAFE_PATH ? "an unsafe path" : route(request);
      return new Kind(method, route, reason, plain(refusal.why()), address(request), refusal.key());
    }
    if (decision instanceof Decision.Limited limited) {
      Optional<KeyId> key = Optional.of(limited.found().known().key().id());
      return new Kind(
          method, route(request), "rate-limited", "too many requests", address(request), key);
    }
    return new Kind(
        method,
        route(request),
        "unavailable",
        "could not tell",
        address(request),
        Optional.empty());
  }

  private String route(Incoming request) {
    String path = request.path();
    return routes
        .rule(request.method(), path)
        .map(Observer::plain)
        .orElseGet(() -> "no rule: " + beginning(path));
  }

  /** Of a path that no rule knows, only what is a name for certain: it may hold anything. */
  private static String beginning(String path) {
    var name = NAME.matcher(path);
    return name.matches() ? '/' + name.group(1) + "/…" : "/…";
  }

  private static String address(Incoming request) {
    return plain(String.valueOf(request.address()));
  }

  /** One line that every database takes: otherwise it would keep a whole batch out. */
  private static String plain(String text) {
    String line = UNFIT.matcher(text).replaceAll("?");
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }

  private void round() throws InterruptedException {
    Thread.sleep(BETWEEN_WRITES.toMillis());
    write();
  }

  /** What could not be written stays for the next time, while there is room for it. */
  private void write() {
    List<Observed> lines = new ArrayList<>(unwritten);
    if (lines.size() < Sightings.MOST) {
      lines.addAll(sightings.take());
    }
    if (lines.isEmpty()) {
      return;
    }
    try {
      store.add(lines);
      unwritten = List.of();
    } catch (StoreException e) {
      log.debug("latchkey could not write down what it observed, and tries again", e);
      unwritten = lines;
    }
  }
}
