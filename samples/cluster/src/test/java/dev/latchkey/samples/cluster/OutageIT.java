package dev.latchkey.samples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.samples.cluster.check.Checker;
import dev.latchkey.samples.cluster.machines.Cluster;
import dev.latchkey.samples.cluster.machines.Node;
import dev.latchkey.samples.cluster.machines.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The database is away for longer than the lease. */
class OutageIT {
  private static final Duration LEASE = Duration.ofSeconds(4);

  @Test
  void knownKeysWorkToTheEndOfTheLeaseThenNobodyCanTellAndAllComeBackByThemselves() {
    Path folder = Folders.fresh("outage");
    try (Cluster cluster = Cluster.start(folder, Cluster.Plan.withLease(LEASE));
        Stage stage = new Stage(cluster)) {
      stage.awaitAccepted(stage.good());
      cluster.database().kill();
      cluster.nodes().forEach(node -> stage.notebook().write(cut(node)));

      assertThat(statuses(stage, cluster)).containsOnly(200);
      Patience.until(
          "nobody can tell",
          LEASE.plusSeconds(2),
          () -> statuses(stage, cluster).stream().allMatch(status -> status == 503));
      // Long enough for any pause between two tries to have grown as long as it can.
      Patience.pass(Duration.ofSeconds(12));
      assertThat(statuses(stage, cluster)).containsOnly(503);

      cluster.nodes().forEach(node -> stage.notebook().write(mended(node)));
      cluster.database().start();
      Duration recovery = stage.awaitAccepted(stage.good());
      System.out.printf(
          "figure: all nodes serve %d ms after the database is back%n", recovery.toMillis());
      assertThat(recovery).isLessThan(Duration.ofSeconds(10));
      assertThat(stage.operator().revoke(cluster.node(0), stage.inUse()).bounded()).isFalse();
    }
    assertThat(Checker.check(folder).violations()).isEmpty();
  }

  private static List<Integer> statuses(Stage stage, Cluster cluster) {
    return cluster.nodes().stream().map(node -> stage.operator().use(node, stage.good())).toList();
  }

  private static String cut(Node node) {
    return "cut node=" + node.name() + " from=" + System.nanoTime();
  }

  private static String mended(Node node) {
    return "mended node=" + node.name() + " at=" + System.nanoTime();
  }
}
