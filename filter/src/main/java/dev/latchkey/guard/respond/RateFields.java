package dev.latchkey.guard.respond;

import dev.latchkey.guard.limit.Gauge;
import dev.latchkey.guard.limit.Toll;
import dev.latchkey.guard.respond.Reply.Header;
import dev.latchkey.key.Rate;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;

/**
 * How limits look on the wire: the fields {@code RateLimit-Policy} and {@code RateLimit} of
 * draft-ietf-httpapi-ratelimit-headers-10.
 */
public final class RateFields {
  private RateFields() {}

  /** Both fields; none where there is no limit. */
  public static List<Header> of(Toll toll) {
    if (toll.gauges().isEmpty()) {
      return List.of();
    }
    StringJoiner policies = new StringJoiner(", ");
    StringJoiner limits = new StringJoiner(", ");
    for (Gauge gauge : toll.gauges()) {
      List<Rate> rates = gauge.limit().rates().all();
      for (int i = 0; i < rates.size(); i++) {
        Rate rate = rates.get(i);
        policies.add(name(gauge, i) + ";q=" + rate.requests() + ";w=" + seconds(rate.per()));
      }
      limits.add(name(gauge, 0) + ";r=" + gauge.remaining() + ";t=" + seconds(gauge.full()));
    }
    return List.of(
        new Header("RateLimit-Policy", policies.toString()),
        new Header("RateLimit", limits.toString()));
  }

  /** Whole seconds, rather too many than too few. */
  static long seconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }

  private static String name(Gauge gauge, int place) {
    String number = place == 0 ? "" : Integer.toString(place + 1);
    return '"' + gauge.limit().name() + number + '"';
  }
}
