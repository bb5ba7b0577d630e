package dev.latchkey.admin.cli;

import dev.latchkey.admin.start.StatedPromise;
import dev.latchkey.admin.store.Promise;
import dev.latchkey.journal.LeaseTerms;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code latchkey terms}: changes what all nodes of the installation promise. */
@Command(
    name = "terms",
    mixinStandardHelpOptions = true,
    description = {
      "Changes the lease and the grace of the installation.",
      "Running nodes keep the old ones; set the new ones in their files and restart one by one."
    })
final class Terms implements Callable<Integer> {
  @Mixin private Store store = new Store();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--lease", required = true, description = "PT2S to PT1H.")
  private Duration lease = LeaseTerms.DEFAULT.lease();

  @Option(names = "--grace", description = "PT0S to PT24H; PT0S where it is not given.")
  private Duration grace = LeaseTerms.DEFAULT.grace();

  @Override
  public Integer call() throws Exception {
    LeaseTerms terms = new LeaseTerms(Duration.ofMillis(10), lease, grace);
    store.use(
        open -> {
          new StatedPromise(open.ledger()).change(Store.actor(), Promise.of(terms));
          return true;
        });
    spec.commandLine()
        .getOut()
        .println("Nodes that start from now on have " + Promise.of(terms) + ".");
    return 0;
  }
}
