package dev.latchkey.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.OldKeys;
import dev.latchkey.admin.app.TestApp;
import dev.latchkey.admin.app.TestDatabase;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Prints how long a million imports take, while a guard follows them. Not part of the test command:
 * run it by name, as {@code Figures}.
 */
final class ImportFigures {
  private static final int KEYS = 1_000_000;

  @Test
  void sqlite() throws Exception {
    figures("SQLite", TestDatabase.sqlite());
  }

  @Test
  void postgresql() throws Exception {
    figures("PostgreSQL", TestDatabase.postgresql());
  }

  private static void figures(String name, TestDatabase database) throws Exception {
    try (TestApp app = TestApp.on(database)) {
      Path file = app.folder().resolve("keys.csv");
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        out.write("hash\n");
        for (int i = 0; i < KEYS; i++) {
          out.write(OldKeys.hash("old-" + i) + '\n');
        }
      }
      long started = System.nanoTime();
      String[] options = {"--file", file.toString(), "--user", "admin", "--scopes", "zones:read"};
      Run run = Run.of(app.folder(), "import", options);
      System.out.printf(
          "figure: %s, %d keys imported: %.1f s%n",
          name, KEYS, (System.nanoTime() - started) / 1e9);
      assertThat(run.err()).isEmpty();
      assertThat(app.api().as("old-7").app("GET", "/zones/a")).isEqualTo(200);
    }
  }
}
