package dev.latchkey.admin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Problem;
import dev.latchkey.admin.legacy.Importer;
import dev.latchkey.admin.legacy.Importer.Counts;
import dev.latchkey.admin.mint.Mint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code latchkey import}: takes keys of another system over, from a file. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Imports hashes of keys that another system issued, 10,000 a commit.",
      "What was imported before is known and skipped: after a failure, run it again."
    })
final class ImportKeys implements Callable<Integer> {
  private static final Pattern POINTER = Pattern.compile("#/keys/(\\d+)(?:/(.*))?");

  @Mixin private Store store = new Store();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "JSON, an object a line, or .csv with the names of the fields first.")
  private Path file = Path.of("keys.jsonl");

  @Option(names = "--user", paramLabel = "ID", description = "Whose those are that do not say.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--scopes",
      split = ",",
      paramLabel = "SCOPE",
      description = "What those may do that do not say; commas between several.")
  private List<String> scopes = List.of();

  @Option(
      names = "--expires-at",
      paramLabel = "TIME",
      description = "When those end that do not say, like 2030-01-31T12:00:00Z.")
  private Optional<String> expiresAt = Optional.empty();

  @Option(names = "--dry-run", description = "Only tells what would be imported.")
  private boolean dryRun;

  @Override
  public Integer call() throws Exception {
    Counts counts = store.use(this::run);
    spec.commandLine()
        .getOut()
        .printf(
            "%s %d keys; %d were known.%n",
            dryRun ? "Would import" : "Imported", counts.imported(), counts.known());
    return 0;
  }

  private Counts run(Store.Open open) {
    Mint mint = new Mint(open.settings().format(), new SecureRandom());
    Importer importer =
        new Importer(
            open.ledger(),
            mint,
            open.settings().format(),
            open.settings().legacySeparator(),
            usual(),
            dryRun);
    try (ImportFile keys = ImportFile.open(file)) {
      return run(importer, keys);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Counts run(Importer importer, ImportFile keys) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Counts all = new Counts(0, 0);
    ImportFile.Part part = keys.read(Importer.MOST);
    while (!part.lines().isEmpty()) {
      try {
        all = all.plus(importer.run(Store.actor(), part.keys()));
      } catch (Problem problem) {
        throw new IllegalArgumentException(told(problem, keys, part), problem);
      }
      out.printf(
          "%s: %d %s, %d known%n",
          last(keys, part), all.imported(), dryRun ? "to import" : "imported", all.known());
      out.flush();
      part = keys.read(Importer.MOST);
    }
    return all;
  }

  private static String last(ImportFile keys, ImportFile.Part part) {
    return keys.place(part.lines().get(part.lines().size() - 1));
  }

  private ObjectNode usual() {
    ObjectNode usual = Json.object();
    user.ifPresent(id -> usual.put("user_id", id));
    expiresAt.ifPresent(end -> usual.put("expires_at", end));
    if (!scopes.isEmpty()) {
      scopes.forEach(usual.putArray("scopes")::add);
    }
    return usual;
  }

  /** What is wrong, by file and line; nothing of this part was imported. */
  private static String told(Problem problem, ImportFile keys, ImportFile.Part part) {
    StringBuilder told = new StringBuilder();
    for (Problem.FieldError error : problem.errors()) {
      Matcher pointer = POINTER.matcher(error.pointer());
      String place =
          pointer.matches()
              ? keys.place(part.lines().get(Integer.parseInt(pointer.group(1))))
                  + Optional.ofNullable(pointer.group(2)).map(": "::concat).orElse("")
              : error.pointer().replace("#/defaults/", "the option for ");
      told.append(told.isEmpty() ? "" : System.lineSeparator())
          .append(place)
          .append(' ')
          .append(error.detail());
    }
    return told.isEmpty() ? problem.detail() : told.toString();
  }
}
