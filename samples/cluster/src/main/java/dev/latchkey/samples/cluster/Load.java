package dev.latchkey.samples.cluster;

import dev.latchkey.samples.cluster.machines.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Asks every node for the same few keys, over and over, until it is closed. */
final class Load implements AutoCloseable {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

  private final Operator operator;
  private final List<IssuedKey> keys = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Duration pause;
  private volatile boolean stopping;

  /**
   * Starts to ask.
   *
   * @param pause between two rounds of all keys on one node
   */
  Load(Operator operator, List<Node> nodes, Duration pause) {
    this.operator = operator;
    this.pause = pause;
    for (Node node : nodes) {
      Thread thread = new Thread(() -> run(node), "load-" + node.name());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  void add(IssuedKey key) {
    keys.add(key);
  }

  void remove(IssuedKey key) {
    keys.remove(key);
  }

  @Override
  public void close() {
    stopping = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Node node) {
    while (!stopping) {
      keys.forEach(key -> operator.use(node, key, LONGEST_CALL));
      LockSupport.parkNanos(pause.toNanos());
    }
  }
}
