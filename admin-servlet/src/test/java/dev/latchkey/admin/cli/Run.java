package dev.latchkey.admin.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** What came of one call of the command line. */
record Run(int exit, String out, String err) {
  /** Calls a command of the installation that an app has its settings for. */
  static Run of(Path appFolder, String command, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Latchkey.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = new String[options.length + 3];
    all[0] = command;
    all[1] = "--settings";
    all[2] = appFolder.resolve("latchkey.properties").toString();
    System.arraycopy(options, 0, all, 3, options.length);
    int exit = line.execute(all);
    return new Run(exit, out.toString(), err.toString());
  }
}
