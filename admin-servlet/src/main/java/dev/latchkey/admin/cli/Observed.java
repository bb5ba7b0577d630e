package dev.latchkey.admin.cli;

import dev.latchkey.admin.exchange.Times;
import dev.latchkey.admin.store.ObservedListing.Line;
import dev.latchkey.admin.store.ObservedListing.Query;
import dev.latchkey.admin.store.jdbc.JdbcObservedListing;
import dev.latchkey.key.KeyId;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code latchkey observed}: who would have been refused and why, where guards only observe. */
@Command(
    name = "observed",
    mixinStandardHelpOptions = true,
    description = "Lists what guards that only observe would have refused.")
final class Observed implements Callable<Integer> {
  private static final int PAGE = 1000;
  private static final String LINE = "%9s  %-8s %-32s %-18s %-24s %-16s  %-24s  %s";

  @Mixin private Store store = new Store();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only what was seen at this time or later, like 2030-01-31T12:00:00Z.")
  private Optional<String> since = Optional.empty();

  @Override
  public Integer call() throws Exception {
    List<Line> lines =
        store.use(
            open ->
                new JdbcObservedListing(open.database())
                    .list(new Query(since.map(Times::instant), PAGE, 0)));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        LINE.formatted(
            "requests", "method", "route", "reason", "address", "key", "last seen", "why"));
    lines.forEach(line -> out.println(print(line)));
    return 0;
  }

  private static String print(Line line) {
    return LINE.formatted(
        line.requests(),
        line.kind().method(),
        line.kind().route(),
        line.kind().reason(),
        line.kind().address(),
        line.kind().key().map(KeyId::toString).orElse("-"),
        line.lastAt(),
        line.kind().why());
  }
}
