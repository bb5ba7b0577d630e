package dev.latchkey.admin.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code java -cp 'WEB-INF/lib/*' dev.latchkey.admin.cli.Latchkey}: everything behind one name. */
@Command(
    name = "latchkey",
    description = "Runs an installation of Latchkey from the command line.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ImportKeys.class,
      Legacy.class,
      Nodes.class,
      Observed.class,
      Reseal.class,
      SigningKeys.class,
      Terms.class,
      Unseal.class,
      VerifyJournal.class
    })
public final class Latchkey implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The commands: 0 done, 1 not done, 2 wrongly called. */
  static CommandLine commandLine() {
    return new CommandLine(new Latchkey())
        .setExecutionExceptionHandler(
            (problem, line, parsed) -> {
              line.getErr().println("latchkey: " + problem.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
