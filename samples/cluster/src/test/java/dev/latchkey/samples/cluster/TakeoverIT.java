package dev.latchkey.samples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.samples.cluster.check.Checker;
import dev.latchkey.samples.cluster.machines.Cluster;
import dev.latchkey.samples.cluster.machines.Node;
import dev.latchkey.samples.cluster.machines.Patience;
import dev.latchkey.samples.cluster.machines.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replica takes over that lagged: with the old primary fenced off, and with both left alive. */
class TakeoverIT {
  private static final Duration LEASE = Duration.ofSeconds(4);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static void stopReplication(Postgres primary, Postgres replica) {
    List<String> end = primary.texts("SELECT pg_current_wal_flush_lsn()");
    String reached = "SELECT pg_last_wal_replay_lsn() >= '" + end.get(0) + "'";
    Patience.until("replicated", LONGEST, () -> replica.texts(reached).contains("t"));
    replica.run("ALTER SYSTEM SET primary_conninfo = ''");
    replica.run("SELECT pg_reload_conf()");
    Patience.until(
        "cut off", LONGEST, () -> replica.texts("SELECT pid FROM pg_stat_wal_receiver").isEmpty());
  }

  private static void leadTo(Postgres database, Node node) {
    node.wire().leadTo(database.port());
    node.wire().reset();
    node.wire().mend();
  }

  private static long now() {
    return System.nanoTime();
  }

  @Test
  void revocationsThatTheReplicaMissedStayAndNobodyIsAccepted() {
    Path folder = Folders.fresh("takeover");
    try (Cluster cluster = Cluster.start(folder, Cluster.Plan.withLease(LEASE));
        Postgres replica = cluster.database().replica(folder)) {
      cluster.awaitReady();
      try (Stage stage = new Stage(cluster)) {
        IssuedKey lost = stage.inUse();
        IssuedKey later = stage.inUse();
        stopReplication(cluster.database(), replica);
        stage.operator().revoke(cluster.node(0), lost);
        stage.notebook().write("replaced at=%d", now());
        cluster.database().kill();
        replica.run("SELECT pg_promote()");
        cluster.nodes().forEach(node -> leadTo(replica, node));
        stage.awaitAccepted(stage.good());
        Patience.until(
            "written again",
            LONGEST,
            () ->
                replica
                    .texts("SELECT id FROM latchkey_key WHERE revoked_at IS NOT NULL")
                    .contains(lost.id().substring("key_".length())));
        Patience.until(
            "refused", LONGEST, () -> stage.operator().use(cluster.node(1), lost) == 401);
        assertThat(stage.operator().revoke(cluster.node(1), later).confirmed()).isEqualTo(3);
        Patience.pass(LEASE);
        cluster.node(2).kill();
        cluster.node(2).restart();
        stage.awaitAccepted(stage.good());
        assertThat(stage.operator().use(cluster.node(2), lost)).isEqualTo(401);
      }
    }
    assertThat(Checker.check(folder).violations()).isEmpty();
  }

  /** What the promise rests on is broken here on purpose: the checker has to see that. */
  @Test
  void withTwoPrimariesTheCheckerFindsTheNodesThatGoOnAccepting() {
    Path folder = Folders.fresh("two-primaries");
    try (Cluster cluster = Cluster.start(folder, Cluster.Plan.withLease(LEASE));
        Postgres replica = cluster.database().replica(folder)) {
      cluster.awaitReady();
      try (Stage stage = new Stage(cluster)) {
        IssuedKey key = stage.inUse();
        stopReplication(cluster.database(), replica);
        stage.notebook().write("replaced at=%d", now());
        replica.run("SELECT pg_promote()");
        leadTo(replica, cluster.node(0));
        stage.operator().revoke(cluster.node(0), key);
        Patience.pass(LEASE.plusSeconds(1));
      }
    }
    assertThat(Checker.check(folder).violations())
        .anyMatch(violation -> violation.startsWith("I1: eu2 accepted"))
        .anyMatch(violation -> violation.startsWith("I1: eu3 accepted"))
        .noneMatch(violation -> violation.contains(" eu1 "));
  }
}
