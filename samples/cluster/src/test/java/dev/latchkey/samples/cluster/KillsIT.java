package dev.latchkey.samples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.samples.cluster.check.Checker;
import dev.latchkey.samples.cluster.machines.Cluster;
import dev.latchkey.samples.cluster.machines.Node;
import dev.latchkey.samples.cluster.machines.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The database is killed while keys are issued, every second time the node too; and each call that
 * had no answer is sent again. {@code -Dlatchkey.kills=200} plays as many rounds.
 */
class KillsIT {
  private static final int ROUNDS = Integer.getInteger("latchkey.kills", 3);
  private static final int CLIENTS = 4;
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Random random = new Random(20261127);
  private final List<IssuedKey> acknowledged = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger asksAgain = new AtomicInteger();
  private volatile boolean issuing;

  @Test
  void whatWasAcknowledgedIsThereAndWhatWasSentAgainIsOneKey() throws InterruptedException {
    Path folder = Folders.fresh("kills");
    Cluster.Plan plan =
        new Cluster.Plan(List.of("eu1", "eu2"), LEASE, Duration.ofMillis(500), Map.of());
    try (Cluster cluster = Cluster.start(folder, plan);
        Stage stage = new Stage(cluster)) {
      for (int round = 0; round < ROUNDS; round++) {
        play(cluster, stage, round % 2 == 1);
      }
      judge(cluster, stage);
    }
    assertThat(Checker.check(folder).violations()).isEmpty();
    System.out.printf(
        "figure: %d kills, %d keys acknowledged, %d calls sent again, lost 0, twice 0%n",
        ROUNDS, acknowledged.size(), asksAgain.get());
  }

  private void play(Cluster cluster, Stage stage, boolean nodeToo) throws InterruptedException {
    issuing = true;
    List<Thread> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> new Thread(() -> issue(cluster, stage), "client-" + i))
            .toList();
    clients.forEach(Thread::start);
    Patience.pass(Duration.ofMillis(50 + random.nextInt(300)));
    cluster.database().kill();
    if (nodeToo) {
      cluster.node(0).kill();
      cluster.node(0).restart();
    }
    cluster.database().start();
    issuing = false;
    for (Thread client : clients) {
      client.join();
    }
    stage.awaitAccepted(stage.good());
  }

  /** Whoever gets no answer asks again under the same Idempotency-Key, until there is one. */
  private void issue(Cluster cluster, Stage stage) {
    Node node = cluster.node(0);
    do {
      String once = stage.operator().idempotencyKey();
      asked.incrementAndGet();
      Optional<IssuedKey> key = stage.operator().issue(node, once);
      long end = System.nanoTime() + LONGEST.toNanos();
      while (key.isEmpty() && System.nanoTime() < end) {
        asksAgain.incrementAndGet();
        Patience.pass(Duration.ofMillis(50));
        key = stage.operator().issue(node, once);
      }
      acknowledged.add(key.orElseThrow());
    } while (issuing);
  }

  private void judge(Cluster cluster, Stage stage) {
    assertThat(acknowledged).hasSize(asked.get());
    assertThat(acknowledged.stream().map(IssuedKey::id).distinct().count())
        .isEqualTo(acknowledged.size());
    for (IssuedKey key : acknowledged) {
      Patience.until(key.id(), LONGEST, () -> stage.operator().use(cluster.node(1), key) == 200);
    }
    // One more was issued for the load.
    assertThat(cluster.database().texts("SELECT id FROM latchkey_key WHERE name = 'sample'"))
        .hasSize(acknowledged.size() + 1);
    assertThat(
            stage
                .operator()
                .get(cluster.node(1), "/v1/audit/verify")
                .path("data")
                .path("intact")
                .asBoolean())
        .isTrue();
  }
}
