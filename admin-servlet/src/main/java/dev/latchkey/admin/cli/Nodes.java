package dev.latchkey.admin.cli;

import dev.latchkey.admin.store.Nodes.Census;
import dev.latchkey.admin.store.Nodes.Seen;
import dev.latchkey.admin.store.jdbc.JdbcNodes;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code latchkey nodes}: who guards, and how far each has read. */
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = "Lists the nodes that may be guarding requests.")
final class Nodes implements Callable<Integer> {
  private static final String LINE = "%-40s %10s  %-24s  %-8s  %s";

  @Mixin private Store store = new Store();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Census census = store.use(open -> new JdbcNodes(open.database()).census());
    PrintWriter out = spec.commandLine().getOut();
    out.println(LINE.formatted("name", "entry", "last sign of life", "live", "promise"));
    for (Seen node : census.nodes()) {
      out.println(
          LINE.formatted(
              node.name(),
              node.entry(),
              node.beatAt(),
              node.live() ? "yes" : "silent",
              node.bound()));
    }
    if (!census.isWhole()) {
      out.println(
          "For " + census.doubt() + " more, others may serve that this database does not know.");
    }
    return 0;
  }
}
