package dev.latchkey.admin.cli;

import dev.latchkey.admin.reveal.Copies;
import dev.latchkey.admin.reveal.Reseal.Tally;
import dev.latchkey.admin.seal.Seals;
import dev.latchkey.admin.sign.Resealing;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code latchkey reseal}: seals anew, under the first of the keys from outside, what is sealed.
 */
@Command(
    name = "reseal",
    mixinStandardHelpOptions = true,
    description = {
      "Seals all that is kept sealed under the first of latchkey.admin.seal-keys.",
      "Give the new key before the old ones, restart the admin servlets, then run this."
    })
final class Reseal implements Callable<Integer> {
  @Mixin private Store store = new Store();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    return store.use(this::reseal);
  }

  private int reseal(Store.Open open) {
    Seals seals =
        open.settings()
            .seals()
            .orElseThrow(() -> new IllegalStateException("there are no latchkey.admin.seal-keys"));
    Tally secrets =
        new dev.latchkey.admin.reveal.Reseal(open.ledger(), new Copies(seals)).run(Store.actor());
    Resealing.Outcome keys =
        open.ledger().commit(Store.actor(), facts -> Resealing.run(facts, seals)).result();
    String under = seals.newest();
    tell("secrets", secrets.resealed(), secrets.newest(), under, secrets.why());
    tell("signing keys", keys.resealed(), keys.newest(), under, keys.stuck());
    return conclude(secrets.stuck() + keys.stuck().size());
  }

  private void tell(String what, int resealed, int newest, String under, List<String> why) {
    print("%s: %d sealed anew, %d were under %s already.".formatted(what, resealed, newest, under));
    why.forEach(reason -> print("  " + reason));
  }

  private int conclude(int stuck) {
    print(
        stuck == 0
            ? "None is under another key: the others may be taken out of latchkey.admin.seal-keys."
            : stuck + " stay as they are.");
    return stuck == 0 ? 0 : 1;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
