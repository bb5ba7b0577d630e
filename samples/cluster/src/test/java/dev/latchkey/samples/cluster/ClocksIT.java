package dev.latchkey.samples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.samples.cluster.check.Checker;
import dev.latchkey.samples.cluster.machines.Cluster;
import dev.latchkey.samples.cluster.machines.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody sets the wall clock of a node, which leaves its monotonic clock alone. */
class ClocksIT {
  private static final Duration LEASE = Duration.ofSeconds(4);

  @Test
  void aClockThatIsSetChangesNothingOfThePromise() {
    Path folder = Folders.fresh("clocks");
    ShiftedClock clock = new ShiftedClock(folder);
    Cluster.Plan plan =
        new Cluster.Plan(
            List.of("eu1", "eu2"),
            LEASE,
            Duration.ofMillis(500),
            Map.of("eu2", clock.environment()));
    try (Cluster cluster = Cluster.start(folder, plan);
        Stage stage = new Stage(cluster)) {
      revokeAfter(Duration.ofHours(1), clock, cluster, stage);
      revokeAfter(Duration.ofHours(-2), clock, cluster, stage);
      cutOffAndSetBack(clock, cluster, stage);
    }
    assertThat(Checker.check(folder).violations()).isEmpty();
  }

  private static void revokeAfter(
      Duration ahead, ShiftedClock clock, Cluster cluster, Stage stage) {
    IssuedKey key = stage.inUse();
    IssuedKey other = stage.inUse();
    clock.set(ahead);
    stage.operator().revoke(cluster.node(0), key);
    stage.operator().revoke(cluster.node(1), other);
    Patience.pass(LEASE.plusMillis(500));
    stage.awaitAccepted(stage.good());
    stage.load().remove(key);
    stage.load().remove(other);
  }

  /** The wall clock says that the lease has hours to go. */
  private static void cutOffAndSetBack(ShiftedClock clock, Cluster cluster, Stage stage) {
    IssuedKey key = stage.inUse();
    cluster.node(1).wire().swallow();
    stage.notebook().write("cut node=eu2 from=%d", System.nanoTime());
    clock.set(Duration.ofHours(-5));
    assertThat(stage.operator().revoke(cluster.node(0), key).bounded()).isTrue();
    Patience.pass(LEASE.plusSeconds(2));
    assertThat(stage.operator().use(cluster.node(1), key)).isEqualTo(503);
    stage.notebook().write("mended node=eu2 at=%d", System.nanoTime());
    cluster.node(1).wire().mend();
    stage.awaitAccepted(stage.good());
    assertThat(stage.operator().use(cluster.node(1), key)).isEqualTo(401);
  }
}
