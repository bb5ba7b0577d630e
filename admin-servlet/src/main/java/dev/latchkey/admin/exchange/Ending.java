package dev.latchkey.admin.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When somebody wants a key to end: {@code expires_at}, or {@code expires_in} counted from now.
 *
 * @param named whether the body says anything of it
 * @param at empty for never, or where nothing is said
 * @param life {@code expires_in}, where that was given
 */
public record Ending(boolean named, Optional<Instant> at, Optional<Duration> life) {
  /** Reads both fields; what is wrong is noted in {@code fields}. */
  public static Ending read(Fields fields, Instant now) {
    Optional<Instant> at = fields.instant("expires_at");
    Optional<Duration> life = fields.duration("expires_in");
    if (fields.has("expires_at") && fields.has("expires_in")) {
      fields.refuse("expires_in", "stands beside expires_at; give one of the two");
    }
    boolean named = fields.has("expires_at") || fields.has("expires_in");
    return new Ending(named, at.or(() -> life.map(now::plus)), life);
  }

  /** The same of a key that there is: a null takes its end away. */
  public static Ending change(Fields fields, Instant now) {
    return fields.isNull("expires_at") && !fields.has("expires_in")
        ? new Ending(true, Optional.empty(), Optional.empty())
        : read(fields, now);
  }

  /** The field to name when the end cannot be. */
  public String field() {
    return life.isPresent() ? "expires_in" : "expires_at";
  }
}
