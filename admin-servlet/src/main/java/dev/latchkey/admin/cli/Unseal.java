package dev.latchkey.admin.cli;

import dev.latchkey.admin.audit.ChainCheck;
import dev.latchkey.admin.recover.Acceptance;
import dev.latchkey.admin.store.Journal;
import dev.latchkey.admin.store.jdbc.JdbcJournal;
import dev.latchkey.journal.Entry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code latchkey unseal}: takes the history of a restored database as it is. Without {@code
 * --entry} it only tells what would be accepted.
 */
@Command(
    name = "unseal",
    mixinStandardHelpOptions = true,
    description = "Lets sealed nodes follow this database, after it was restored.")
final class Unseal implements Callable<Integer> {
  private static final long NOT_GIVEN = -1;

  @Mixin private Store store = new Store();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--entry",
      paramLabel = "NUMBER",
      description =
          "The last journal entry, as this command shows it: accept the history up to it.")
  private long entry = NOT_GIVEN;

  @Option(names = "--reason", paramLabel = "TEXT", description = "For the journal.")
  private String reason = "";

  @Override
  public Integer call() throws Exception {
    return store.use(open -> entry == NOT_GIVEN ? tell(open) : accept(open));
  }

  private int tell(Store.Open open) {
    Journal journal = new JdbcJournal(open.database());
    long head = journal.head().number();
    List<Entry> last = journal.after(Math.max(0, head - 1), 1);
    print(
        "The journal of %s ends at entry %d.".formatted(open.settings().database().shown(), head));
    last.forEach(
        e ->
            print(
                "Its last entry: %s, %s %s by %s."
                    .formatted(e.at(), e.action(), e.target(), e.actor())));
    Optional<Long> broken = ChainCheck.of(journal, open.settings().chain()).brokenAt();
    print(broken.map(n -> "Its chain is broken at entry " + n + ".").orElse("Its chain is whole."));
    print(
        "What was done after that is lost; nodes that still know of it have revoked again what was revoked.");
    print("To let sealed nodes follow it:  latchkey unseal --settings … --entry " + head);
    return 0;
  }

  private int accept(Store.Open open) {
    long accepted = new Acceptance(open.ledger()).accept(Store.actor(), entry, reason);
    print("Accepted, by entry " + accepted + ". Sealed nodes follow within a poll.");
    return 0;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
