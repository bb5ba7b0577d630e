package dev.latchkey.samples.cluster;

import dev.latchkey.samples.cluster.check.Checker;
import dev.latchkey.samples.cluster.check.Findings;
import dev.latchkey.samples.cluster.machines.Cluster;
import dev.latchkey.samples.cluster.machines.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts a database and three nodes, uses keys on all of them, revokes one in each of several
 * faults, and tells what was accepted when.
 */
public final class Tour {
  private static final String USUAL_LEASE = "PT5S";

  private Tour() {}

  /** Runs it once: a folder for all that is written, which is emptied first, and maybe a lease. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Duration lease = Duration.parse(arguments.length > 1 ? arguments[1] : USUAL_LEASE);
    empty(folder);
    System.out.printf("%nPostgreSQL and three nodes start in %s …%n", folder);
    List<Scene> scenes = new ArrayList<>();
    List<String> nodes;
    try (Cluster cluster = Cluster.start(folder, Cluster.Plan.withLease(lease));
        Stage stage = new Stage(cluster)) {
      nodes = cluster.nodes().stream().map(Node::name).toList();
      System.out.printf(
          "Each of %s answers %s. A key is revoked through %s while something happens;%n"
              + "no node may accept it later than the lease of %d s, whatever that is.%n%n",
          String.join(", ", nodes),
          "a few hundred requests a second",
          nodes.get(0),
          lease.toSeconds());
      for (Fault fault : Fault.values()) {
        System.out.printf("  %s …%n", fault);
        scenes.add(stage.play(fault));
      }
    }
    Findings findings = Checker.check(folder);
    System.out.println(Table.of(scenes, nodes, findings));
    System.exit(findings.violations().isEmpty() ? 0 : 1);
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
