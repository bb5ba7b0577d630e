package dev.latchkey.samples.cluster;

import dev.latchkey.samples.cluster.check.Findings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was accepted when, for people. */
final class Table {
  private static final String ROW = "%-38s %12s %11s  %27s  %15s%n";

  private Table() {}

  static String of(List<Scene> scenes, List<String> nodes, Findings findings) {
    StringBuilder table = new StringBuilder("\n");
    table.append(ROW.formatted("", "revoke", "nodes that", "last accepted after", "serves again"));
    table.append(
        ROW.formatted("what happened", "answered in", "confirmed", cells(nodes), "after it ended"));
    table.append("-".repeat(111)).append('\n');
    scenes.forEach(scene -> table.append(row(scene, nodes, findings)));
    table.append(
        "%nChecked %,d decisions of nodes and %,d answers to clients: %s%n"
            .formatted(findings.decisions(), findings.answers(), verdict(findings)));
    return table.toString();
  }

  private static String row(Scene scene, List<String> nodes, Findings findings) {
    Revocation revocation = scene.revocation();
    Duration call = Duration.ofNanos(revocation.answered() - revocation.sent());
    List<String> last =
        nodes.stream().map(node -> ms(findings.lastAccepted(revocation.key().id(), node))).toList();
    return ROW.formatted(
        scene.fault(),
        call.toMillis() + " ms",
        revocation.confirmed() + " of " + revocation.nodes(),
        cells(last),
        scene.recovery().toMillis() + " ms");
  }

  private static String verdict(Findings findings) {
    return findings.violations().isEmpty()
        ? "nothing was accepted that should not have been."
        : String.join("\n  ", findings.violations());
  }

  private static String cells(List<String> cells) {
    return cells.stream().map("%9s"::formatted).collect(Collectors.joining());
  }

  private static String ms(Optional<Duration> time) {
    return time.map(t -> t.toMillis() + " ms").orElse("-");
  }
}
