package dev.latchkey.samples.cluster;

import dev.latchkey.samples.cluster.check.Checker;
import dev.latchkey.samples.cluster.check.Findings;
import dev.latchkey.samples.cluster.machines.Cluster;
import dev.latchkey.samples.cluster.machines.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prints how soon a revocation is felt on three nodes under load; asserts nothing. Not part of the
 * test command: run it by name, see docs/guarantees.md.
 */
class Figures {
  private static final int REVOCATIONS = Integer.getInteger("latchkey.revocations", 1000);
  private static final int WARM_UP = 100;
  private static final Duration LEASE = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(ints = {2, 30})
  void revocations(int pauseMillis) {
    Path folder = Folders.fresh("figures");
    List<Revocation> revocations = new ArrayList<>();
    List<String> nodes;
    try (Cluster cluster = Cluster.start(folder, Cluster.Plan.withLease(LEASE));
        Stage stage = new Stage(cluster, Duration.ofMillis(pauseMillis))) {
      nodes = cluster.nodes().stream().map(Node::name).toList();
      for (int i = 0; i < WARM_UP + REVOCATIONS; i++) {
        IssuedKey key = stage.inUse();
        revocations.add(stage.operator().revoke(cluster.node(i % nodes.size()), key));
        stage.load().remove(key);
      }
    }
    Findings findings = Checker.check(folder);
    List<Revocation> counted = revocations.subList(WARM_UP, revocations.size());
    print("answered", counted.stream().map(r -> r.answered() - r.sent()).toList());
    print("last accepted anywhere", counted.stream().map(r -> last(findings, nodes, r)).toList());
    System.out.printf(
        "figure: a pause of %d ms, %d answers to clients, not confirmed by all %d, violations %d%n",
        pauseMillis,
        findings.answers(),
        counted.stream().filter(Revocation::bounded).count(),
        findings.violations().size());
  }

  /** Nanoseconds from the call to the last acceptance on any node; 0 when none came after it. */
  private static long last(Findings findings, List<String> nodes, Revocation revocation) {
    return nodes.stream()
        .flatMap(node -> findings.lastAccepted(revocation.key().id(), node).stream())
        .mapToLong(Duration::toNanos)
        .max()
        .orElse(0);
  }

  private static void print(String what, List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    System.out.printf(
        "figure: %d revocations on three nodes, %s after the call: p50 %.1f p99 %.1f max %.1f ms%n",
        sorted.size(), what, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
  }

  private static double at(List<Long> sorted, double part) {
    int index = (int) Math.ceil(part * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)) / 1e6;
  }
}
