package dev.latchkey.admin.usage;

import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.exchange.Problem.Kind;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.exchange.Times;
import java.time.Duration;
import java.time.Instant;

/** From when until when somebody asks: a week up to now, or whatever they say. */
record Span(Instant from, Instant until) {
  private static final Duration USUAL = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(31);

  /** That many hours one of these may touch. */
  static final int MOST_HOURS = (int) LONGEST.toHours() + 2;

  /**
   * What {@code ?from=} and {@code ?until=} say.
   *
   * @throws Problem 400 for the wrong way round, and for too much at once
   */
  static Span of(Request request, Instant now) {
    Instant until = request.query("until", Times::instant).orElse(now);
    Instant from = request.query("from", Times::instant).orElse(until.minus(USUAL));
    if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
      throw Problem.of(Kind.INVALID_PARAMETER, "from is before until, and at most 31 days");
    }
    return new Span(from, until);
  }
}
