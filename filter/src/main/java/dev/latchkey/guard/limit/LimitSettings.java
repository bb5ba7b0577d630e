package dev.latchkey.guard.limit;

import dev.latchkey.guard.limit.SharedLimiter.Outage;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where requests are counted.
 *
 * @param place in memory, in the database, or in Redis
 * @param redis its URL
 * @param outage what to do while the place is away
 */
public record LimitSettings(Place place, Optional<String> redis, Outage outage) {
  /** Each node by itself. */
  public static final LimitSettings MEMORY =
      new LimitSettings(Place.MEMORY, Optional.empty(), Outage.LOCAL);

  /** Where. */
  public enum Place {
    MEMORY,
    DATABASE,
    REDIS
  }

  /**
   * Reads {@code latchkey.limits}.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static LimitSettings parse(String text, Outage outage) {
    if (text.startsWith("redis://") || text.startsWith("rediss://")) {
      requireUrl(text);
      return new LimitSettings(Place.REDIS, Optional.of(text), outage);
    }
    return switch (text) {
      case "memory" -> new LimitSettings(Place.MEMORY, Optional.empty(), outage);
      case "database" -> new LimitSettings(Place.DATABASE, Optional.empty(), outage);
      default -> throw new IllegalArgumentException("is memory, database or redis://host:port");
    };
  }

  /** Says nothing of the text itself: it may hold a password. */
  private static void requireUrl(String text) {
    boolean formed;
    try {
      formed = new URI(text).getHost() != null;
    } catch (URISyntaxException secret) {
      formed = false;
    }
    if (!formed) {
      throw new IllegalArgumentException("is no URL of a host, like redis://host:6379");
    }
  }

  /**
   * Reads {@code latchkey.limits.outage}.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static Outage outage(String text) {
    return switch (text) {
      case "local" -> Outage.LOCAL;
      case "refuse" -> Outage.REFUSE;
      default -> throw new IllegalArgumentException("is local or refuse");
    };
  }

  /** Without the password that a URL may hold. */
  @Override
  public String toString() {
    return "LimitSettings[" + place + ", " + outage + "]";
  }
}
