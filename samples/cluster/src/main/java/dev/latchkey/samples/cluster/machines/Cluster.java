package dev.latchkey.samples.cluster.machines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A database and its nodes, in one folder. For one thread. */
public final class Cluster implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final Path folder;
  private final Plan plan;
  private final Postgres database;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * What to start.
   *
   * @param names of the nodes
   * @param lease see {@code latchkey.lease}
   * @param poll see {@code latchkey.poll}
   * @param environment variables of the nodes, by their names
   */
  public record Plan(
      List<String> names,
      Duration lease,
      Duration poll,
      Map<String, Map<String, String>> environment) {
    public Plan {
      names = List.copyOf(names);
      environment = Map.copyOf(environment);
    }

    /** Three nodes that look twice a second. */
    public static Plan withLease(Duration lease) {
      return new Plan(List.of("eu1", "eu2", "eu3"), lease, Duration.ofMillis(500), Map.of());
    }
  }

  private Cluster(Path folder, Plan plan) {
    this.folder = folder;
    this.plan = plan;
    this.database = Postgres.in(folder);
  }

  /** Starts all of it in an empty folder, and waits until every node serves. */
  public static Cluster start(Path folder, Plan plan) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Cluster cluster = new Cluster(folder, plan);
    try {
      cluster.startNodes();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  public Path folder() {
    return folder;
  }

  public Duration lease() {
    return plan.lease();
  }

  public Postgres database() {
    return database;
  }

  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  public Node node(int index) {
    return nodes.get(index);
  }

  /** The text of the key that the first start made. */
  public String adminKey() {
    try {
      return Files.readString(bootstrapFile()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Freezes the database's processes that serve one node, and only those. */
  public List<Long> freezeBackendsOf(Node node) {
    List<Long> backends = database.backends(node.wire().ports());
    backends.forEach(Signals::freeze);
    return backends;
  }

  public void thaw(List<Long> backends) {
    backends.forEach(Signals::thaw);
  }

  /** Waits until every node serves. */
  public Duration awaitReady() {
    return Patience.until("every node serves", LONGEST_START, this::allReady);
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    database.close();
  }

  private boolean allReady() {
    return nodes.stream().allMatch(Health::isGood);
  }

  /** The first one makes the schema and the first key. */
  private void startNodes() {
    for (String name : plan.names()) {
      nodes.add(
          Node.start(
              name,
              folder.resolve(name).toAbsolutePath(),
              Wire.to(database.port()),
              settings(),
              plan.environment().getOrDefault(name, Map.of())));
      if (nodes.size() == 1) {
        awaitReady();
      }
    }
    awaitReady();
  }

  private List<String> settings() {
    return List.of(
        "latchkey.lease = " + plan.lease(),
        "latchkey.poll = " + plan.poll(),
        "latchkey.bootstrap.file = " + bootstrapFile(),
        "latchkey.route = GET /orders/** orders:read",
        "latchkey.route = * /latchkey/** optional");
  }

  private Path bootstrapFile() {
    return folder.toAbsolutePath().resolve("admin-key");
  }
}
