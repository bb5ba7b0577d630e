package dev.latchkey.store;

import dev.latchkey.key.KeyId;
import java.time.Instant;
import java.util.Optional;

/**
 * Requests alike that a guard would have refused, had it not only observed. Holds nothing that a
 * client chose freely, but its address.
 *
 * @param id once for each line, so that a line that is written twice counts once
 * @param requests how many they were, at least 1
 */
public record Observed(String id, Kind kind, long requests, Instant firstAt, Instant lastAt) {
  /**
   * In what requests are alike.
   *
   * @param method one that is known, or {@code other}
   * @param route the path of the rule that covers them, or where no rule does
   * @param reason what they would have been told, like {@code no-credential}
   * @param why for whoever runs the guard
   * @param address the client's
   * @param key whose key it was, where that is known
   */
  public record Kind(
      String method,
      String route,
      String reason,
      String why,
      String address,
      Optional<KeyId> key) {}
}
