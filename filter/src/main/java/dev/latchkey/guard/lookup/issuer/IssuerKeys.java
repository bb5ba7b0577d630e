package dev.latchkey.guard.lookup.issuer;

import dev.latchkey.guard.lookup.Answer;
import dev.latchkey.key.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer in memory. What was fetched once counts until something better comes,
 * however long the issuer is away; requests never fetch anything. Safe for use by many threads.
 */
final class IssuerKeys {
  /** Whoever sends tokens with names of keys that nobody has causes one fetch in this time. */
  static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

  /** Before there are any keys, nobody with a token of this issuer gets anywhere. */
  private static final Duration BETWEEN_FIRST_FETCHES = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

  /**
   * How it stands.
   *
   * @param at when the last fetch began, on the monotonic clock; empty before the first
   * @param failure why it brought nothing
   */
  private record State(Optional<KeySet> keys, Optional<Long> at, Optional<String> failure) {
    static final State NOTHING = new State(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private final Issuer issuer;
  private final Web web;
  private final TimeSource time;
  private final Runnable bell;
  private volatile State state = State.NOTHING;
  private volatile boolean wanted;

  /**
   * @param bell rung when a fetch is due before its time
   */
  IssuerKeys(Issuer issuer, Web web, TimeSource time, Runnable bell) {
    this.issuer = issuer;
    this.web = web;
    this.time = time;
    this.bell = bell;
  }

  Optional<IssuerKey> key(String kid) {
    return state.keys().flatMap(keys -> keys.key(kid));
  }

  /** Whether a key is still one of the issuer's. */
  boolean hold(IssuerKey key) {
    Optional<KeySet> keys = state.keys();
    return keys.isPresent() && keys.get().holds(key);
  }

  /**
   * What there is to say about a token whose key is not there. While the keys are not the present
   * ones, nobody can tell; it takes one fetch to find out. Tokens with keys that are there feel
   * nothing of it.
   */
  Answer missing() {
    State now = state;
    if (now.keys().isPresent() && now.failure().isEmpty() && age(now) < nanos(BETWEEN_FETCHES)) {
      return new Answer.Rejected("signed with a key that issuer " + issuer.name() + " has not");
    }
    if (!wanted) {
      wanted = true;
      bell.run();
    }
    return new Answer.Unavailable("the present keys of issuer " + issuer.name() + " are not here");
  }

  /** Why the keys may be old; empty while they are not. */
  Optional<String> concern() {
    return state
        .failure()
        .map(failure -> "the keys of issuer " + issuer.name() + " could not be fetched lately");
  }

  /** Fetches, if it is time to. For one thread alone. */
  void refreshIfDue() throws InterruptedException {
    if (!isDue(state)) {
      return;
    }
    Optional<Long> start = Optional.of(time.nanoTime());
    try {
      KeySet fetched = KeySet.parse(issuer.source().keySet(web), issuer.terms().algorithms());
      succeed(state.keys().map(fetched::keeping).orElse(fetched), start);
    } catch (IOException | RuntimeException e) {
      fail(String.valueOf(e.getMessage()), start);
    }
    wanted = false;
  }

  private boolean isDue(State now) {
    if (now.at().isEmpty()) {
      return true;
    }
    Duration wait =
        now.keys().isEmpty()
            ? BETWEEN_FIRST_FETCHES
            : wanted || now.failure().isPresent() ? BETWEEN_FETCHES : issuer.source().refresh();
    return age(now) >= nanos(wait);
  }

  private long age(State now) {
    return now.at().map(at -> time.nanoTime() - at).orElse(Long.MAX_VALUE);
  }

  private static long nanos(Duration duration) {
    return duration.toNanos();
  }

  private void succeed(KeySet keys, Optional<Long> start) {
    if (state.failure().isPresent() || !state.keys().equals(Optional.of(keys))) {
      log.info("latchkey issuer={} keys={}", issuer.name(), keys.size());
    }
    state = new State(Optional.of(keys), start, Optional.empty());
  }

  private void fail(String why, Optional<Long> start) {
    if (!state.failure().equals(Optional.of(why))) {
      log.warn(
          "latchkey issuer={} has not given its keys, and those from before count on: {}",
          issuer.name(),
          why);
    }
    state = new State(state.keys(), start, Optional.of(why));
  }
}
