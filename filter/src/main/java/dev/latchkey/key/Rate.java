package dev.latchkey.key;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in so long a time, as a token bucket: it fills up evenly, and holds no more.
 *
 * @param requests 1 to 1,000,000,000
 * @param per one second to 31 days
 */
public record Rate(long requests, Duration per) {
  private static final long MOST = 1_000_000_000;

  /** The longest window. */
  public static final Duration LONGEST = Duration.ofDays(31);

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,9})/(P[0-9DTHMS]{1,20})");
  private static final String RIGHT = "is requests in a time from PT1S to P31D, like 100/PT1M";

  public Rate {
    boolean bounded = requests >= 1 && requests <= MOST;
    if (!bounded || per.compareTo(Duration.ofSeconds(1)) < 0 || per.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(RIGHT);
    }
  }

  /**
   * Reads {@code 100/PT1M}.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static Rate parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(RIGHT);
    }
    try {
      return new Rate(Long.parseLong(parts.group(1)), Duration.parse(parts.group(2)));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(RIGHT, e);
    }
  }

  /** The share of one of so many nodes; at least one request. */
  public Rate share(int nodes) {
    return new Rate(Math.max(1, requests / nodes), per);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return requests + "/" + per;
  }
}
