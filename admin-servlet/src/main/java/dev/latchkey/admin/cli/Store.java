package dev.latchkey.admin.cli;

import dev.latchkey.admin.AdminSettings;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.jdbc.JdbcLedger;
import dev.latchkey.key.TimeSource;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.SettingsFile;
import dev.latchkey.settings.Values;
import dev.latchkey.store.jdbc.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command has: which installation, by the settings file of an app. */
final class Store {
  @Option(
      names = "--settings",
      required = true,
      paramLabel = "FILE",
      description = "The settings file of an app of this installation.")
  private Path file = Path.of("latchkey.properties");

  /** What a command does with an open installation. */
  interface Work<T> {
    T with(Open open);
  }

  /** An installation that is open for one command. */
  record Open(AdminSettings settings, Database database, Ledger ledger) {}

  <T> T use(Work<T> work) throws IOException {
    AdminSettings settings = read();
    try (Database database =
        Database.open(settings.database(), "cli", settings.lease().callTimeout())) {
      Ledger ledger = new JdbcLedger(database, settings.chain(), TimeSource.SYSTEM, () -> {});
      return work.with(new Open(settings, database, ledger));
    }
  }

  /** Who the journal names: whoever may read the settings and run this. */
  static String actor() {
    return "cli:" + System.getProperty("user.name");
  }

  private AdminSettings read() throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("there is no settings file " + file);
    }
    String text = Files.readString(file);
    return AdminSettings.read(
        new Settings(SettingsFile.parse(file.toString(), text), new Values(System.getenv())));
  }
}
