package dev.latchkey.admin.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Times and durations as the API writes them. */
public final class Times {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(36500);

  private static final Pattern INSTANT_FORM =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T(?!24)\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");
  private static final Pattern DURATION_FORM =
      Pattern.compile("P(\\d{1,5}D)?(T(?=\\d)(\\d{1,6}H)?(\\d{1,7}M)?(\\d{1,9}S)?)?");
  private static final String INSTANT =
      "is a time in UTC of the years 2000 to 9999, like 2030-01-31T12:00:00Z";

  private static final String DURATION = "is a duration of at most P36500D, like PT24H or P30D";

  private Times() {}

  /**
   * RFC 3339 in UTC, kept to the millisecond.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static Instant instant(String text) {
    try {
      boolean formed = INSTANT_FORM.matcher(text).matches();
      Instant instant = formed ? Instant.parse(text).truncatedTo(ChronoUnit.MILLIS) : Instant.MIN;
      if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(INSTANT, e);
    }
    throw new IllegalArgumentException(INSTANT);
  }

  /**
   * ISO-8601, days or smaller, up to a hundred years.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static Duration duration(String text) {
    try {
      if (DURATION_FORM.matcher(text).matches()) {
        Duration duration = Duration.parse(text);
        if (duration.compareTo(LONGEST) <= 0) {
          return duration;
        }
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(DURATION, e);
    }
    throw new IllegalArgumentException(DURATION);
  }
}
