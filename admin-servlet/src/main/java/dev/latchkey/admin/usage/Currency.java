package dev.latchkey.admin.usage;

import dev.latchkey.admin.store.UsageListing.NodeReport;
import dev.latchkey.admin.store.UsageListing.Reporting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How current what is known of usage is. Nothing may be concluded from what was <em>not</em> seen
 * while a node that serves has not told what it saw.
 *
 * @param since when guards began to tell
 * @param silent the nodes that serve and have not told in time
 */
record Currency(Optional<Instant> since, List<String> silent) {
  Currency {
    silent = List.copyOf(silent);
  }

  /**
   * How current it is at {@code now}.
   *
   * @param within how long ago the last report of a node may be
   */
  static Currency of(Reporting reporting, Instant now, Duration within) {
    return new Currency(
        reporting.since(),
        reporting.nodes().stream()
            .filter(node -> isLate(node, now.minus(within)))
            .map(NodeReport::name)
            .toList());
  }

  private static boolean isLate(NodeReport node, Instant least) {
    return node.toldUntil().map(least::isAfter).orElse(true);
  }

  boolean isCurrent() {
    return silent.isEmpty() && since.isPresent();
  }
}
