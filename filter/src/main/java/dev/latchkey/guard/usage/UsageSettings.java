package dev.latchkey.guard.usage;

import java.time.Duration;

/**
 * Whether a node tells how keys are used, and how often.
 *
 * @param every between two reports, 1 minute to 1 hour
 * @param mostKeys whose requests are counted within one report
 */
public record UsageSettings(boolean on, Duration every, int mostKeys) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  public UsageSettings {
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("is PT1M to PT1H");
    }
  }
}
