package dev.latchkey.samples.cluster;

import dev.latchkey.samples.cluster.machines.Cluster;
import dev.latchkey.samples.cluster.machines.Patience;
import java.time.Duration;
import java.util.Optional;

/** A cluster under load, on which faults are played. For one thread. */
final class Stage implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Notebook notebook;
  private final Operator operator;
  private final Load load;
  private final IssuedKey good;

  /** With all the load that a small machine can bear, a few hundred requests a second and node. */
  Stage(Cluster cluster) {
    this(cluster, Duration.ofMillis(2));
  }

  /**
   * Sets the stage.
   *
   * @param pause see {@link Load}
   */
  Stage(Cluster cluster, Duration pause) {
    this.cluster = cluster;
    this.notebook = Notebook.in(cluster.folder());
    this.operator = new Operator(cluster.adminKey(), notebook);
    notebook.write("promise bound=%d", cluster.lease().toNanos());
    this.good = issue();
    this.load = new Load(operator, cluster.nodes(), pause);
    load.add(good);
  }

  Operator operator() {
    return operator;
  }

  Notebook notebook() {
    return notebook;
  }

  Load load() {
    return load;
  }

  /** A key that nobody revokes. */
  IssuedKey good() {
    return good;
  }

  /** Issues a key, as often as it takes to get an answer: under one Idempotency-Key it is one. */
  IssuedKey issue() {
    String once = operator.idempotencyKey();
    Optional<IssuedKey> key = Optional.empty();
    long end = System.nanoTime() + LONGEST.toNanos();
    while (key.isEmpty() && System.nanoTime() < end) {
      key = operator.issue(cluster.node(0), once);
    }
    return key.orElseThrow(() -> new IllegalStateException("no key was issued"));
  }

  /** A new key that the load uses, and every node has accepted. */
  IssuedKey inUse() {
    IssuedKey key = issue();
    load.add(key);
    awaitAccepted(key);
    return key;
  }

  /** How long it takes until every node accepts {@code key}. */
  Duration awaitAccepted(IssuedKey key) {
    return Patience.until(
        "accepted everywhere",
        LONGEST,
        () -> cluster.nodes().stream().allMatch(node -> operator.use(node, key) == 200));
  }

  /**
   * A key is used on every node, something happens, the key is revoked, the promise runs out, what
   * has happened ends, and everybody serves again.
   */
  Scene play(Fault fault) {
    IssuedKey key = inUse();
    Runnable end = fault.begin(cluster);
    if (fault.cutsOff()) {
      notebook.write("cut node=%s from=%d", Fault.victim(cluster).name(), System.nanoTime());
    }
    final Revocation revocation = operator.revoke(cluster.node(0), key);
    Patience.pass(cluster.lease().plusMillis(500));
    if (fault.cutsOff()) {
      notebook.write("mended node=%s at=%d", Fault.victim(cluster).name(), System.nanoTime());
    }
    end.run();
    final Duration recovery = awaitAccepted(good);
    load.remove(key);
    return new Scene(fault, revocation, recovery);
  }

  @Override
  public void close() {
    load.close();
    notebook.close();
  }
}
