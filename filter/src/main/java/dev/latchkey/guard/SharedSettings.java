package dev.latchkey.guard;

import dev.latchkey.guard.usage.UsageSettings;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.key.text.KeyFormat;
import dev.latchkey.settings.Settings;
import dev.latchkey.store.jdbc.DatabaseSettings;
import java.time.Duration;
import java.util.List;

/** The settings that the guard and the admin servlet both read, so that they cannot disagree. */
public final class SharedSettings {
  /** The beginnings of the names that the admin servlet reads alone. */
  public static final List<String> ADMIN_ONLY = List.of("latchkey.admin.", "latchkey.bootstrap.");

  private static final Duration SHORTEST_POLL = Duration.ofMillis(10);

  /** {@code iss} is in every token, and a request has room for 4 KiB of it all. */
  private static final int LONGEST_ISSUER = 128;

  private SharedSettings() {}

  /** {@code latchkey.database…} and {@code latchkey.doorbell.url}. */
  public static DatabaseSettings database(Settings settings) {
    String place = settings.required("latchkey.database", "jdbc:sqlite:/var/lib/app/latchkey.db");
    return settings.made(
        "latchkey.database",
        () ->
            new DatabaseSettings(
                place,
                settings.text("latchkey.database.user"),
                settings.text("latchkey.database.password"),
                settings.number(
                    "latchkey.database.connections", 2, 100, DatabaseSettings.DEFAULT_POOL),
                settings.text("latchkey.doorbell.url")));
  }

  /** {@code latchkey.poll}, {@code latchkey.lease} and {@code latchkey.grace}. */
  public static LeaseTerms lease(Settings settings) {
    Duration poll = settings.duration("latchkey.poll", LeaseTerms.DEFAULT.poll());
    Duration lease = settings.duration("latchkey.lease", LeaseTerms.DEFAULT.lease());
    settings.made("latchkey.lease", () -> new LeaseTerms(SHORTEST_POLL, lease));
    settings.made("latchkey.poll", () -> new LeaseTerms(poll, lease));
    Duration grace = settings.duration("latchkey.grace", LeaseTerms.DEFAULT.grace());
    return settings.made("latchkey.grace", () -> new LeaseTerms(poll, lease, grace));
  }

  /** {@code latchkey.key.brand} and {@code latchkey.key.environments}. */
  public static KeyFormat format(Settings settings) {
    String brand = settings.text("latchkey.key.brand").orElse("latchkey");
    List<String> environments =
        settings.words("latchkey.key.environments", List.of("live", "test"));
    settings.made("latchkey.key.brand", () -> new KeyFormat(brand, List.of("live")));
    return settings.made("latchkey.key.environments", () -> new KeyFormat(brand, environments));
  }

  /** {@code latchkey.signed.issuer}: what the tokens that we sign call us. */
  public static String issuer(Settings settings) {
    return settings.as("latchkey.signed.issuer", SharedSettings::issuer).orElse("latchkey");
  }

  private static String issuer(String text) {
    boolean plain = text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
    if (text.isEmpty() || text.length() > LONGEST_ISSUER || !plain) {
      throw new IllegalArgumentException(
          "takes 1 to " + LONGEST_ISSUER + " printable ASCII characters, like https://api.example");
    }
    return text;
  }

  /** {@code latchkey.usage.every}: how often a node tells how keys are used, PT1M to PT1H. */
  public static Duration usageEvery(Settings settings) {
    Duration every = settings.duration("latchkey.usage.every", Duration.ofMinutes(1));
    return settings.made("latchkey.usage.every", () -> new UsageSettings(true, every, 1)).every();
  }

  /** {@code latchkey.legacy.separator}. */
  public static String legacySeparator(Settings settings) {
    return settings.as("latchkey.legacy.separator", SharedSettings::separator).orElse(".");
  }

  private static String separator(String text) {
    if (!text.matches("[A-Za-z0-9._~+/-]{1,8}")) {
      throw new IllegalArgumentException(
          "is 1 to 8 characters that a token may have: letters, digits and . _ ~ + / -");
    }
    return text;
  }
}
