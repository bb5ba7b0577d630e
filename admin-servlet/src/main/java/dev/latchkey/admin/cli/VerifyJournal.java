package dev.latchkey.admin.cli;

import dev.latchkey.admin.audit.ChainCheck;
import dev.latchkey.admin.store.jdbc.JdbcJournal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code latchkey verify-journal}: walks the whole chain. */
@Command(
    name = "verify-journal",
    mixinStandardHelpOptions = true,
    description = "Checks that no entry of the journal was changed, dropped or moved.")
final class VerifyJournal implements Callable<Integer> {
  @Mixin private Store store = new Store();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    ChainCheck check =
        store.use(open -> ChainCheck.of(new JdbcJournal(open.database()), open.settings().chain()));
    spec.commandLine()
        .getOut()
        .println(
            check
                    .brokenAt()
                    .map(number -> "broken at entry " + number)
                    .orElse("whole: " + check.entries() + " entries")
                + ", head "
                + check.head().number()
                + " "
                + check.head().hash());
    return check.brokenAt().isEmpty() ? 0 : 1;
  }
}
