package dev.latchkey.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.admin.app.Await;
import dev.latchkey.admin.app.OldKeys;
import dev.latchkey.admin.app.OnEachDatabase;
import dev.latchkey.admin.app.TestApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Keys of another system, from the command line. */
@OnEachDatabase
final class LegacyCommandsIT {
  private final TestApp app;

  LegacyCommandsIT(TestApp app) {
    this.app = app;
  }

  private Path file(String name, String... lines) {
    try {
      return Files.writeString(app.folder().resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Run imports(Path file, String... more) {
    String[] options = new String[more.length + 6];
    String[] usual = {"--file", file.toString(), "--user", "admin", "--scopes", "zones:read"};
    System.arraycopy(usual, 0, options, 0, usual.length);
    System.arraycopy(more, 0, options, usual.length, more.length);
    return Run.of(app.folder(), "import", options);
  }

  private int reads(String text) {
    return app.api().as(text).app("GET", "/zones/a");
  }

  @Test
  void aFileOfJsonLinesIsImportedAndCanBeImportedAgain() {
    String one = OldKeys.text();
    String two = OldKeys.text();
    Path file =
        file(
            "keys.jsonl",
            "{\"hash\":\"" + OldKeys.hash(one) + "\"}",
            "",
            "{\"hash\":\"" + OldKeys.hash(two) + "\",\"name\":\"Two\"}");
    Run dry = imports(file, "--dry-run");
    assertThat(dry.out()).contains("Would import 2 keys; 0 were known.");
    Run run = imports(file);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Imported 2 keys; 0 were known.");
    Await.until("known", Duration.ofSeconds(5), () -> reads(one) == 200 && reads(two) == 200);
    assertThat(imports(file).out()).contains("Imported 0 keys; 2 were known.");
  }

  @Test
  void aTableAsCsvIsImported() {
    String selector = TestApp.fresh("csv");
    Path file =
        file(
            "keys.csv",
            "hash,selector,salt,recipe,name,scopes,labels",
            OldKeys.hash("salts3cret")
                + ','
                + selector
                + ",salt,{salt}{secret},\"Backup, \"\"old\"\"\",zones:read zones:write,a b");
    Run run = imports(file);
    assertThat(run.err()).isEmpty();
    Await.until("known", Duration.ofSeconds(5), () -> reads(selector + ".s3cret") == 200);
    var self = app.api().as(selector + ".s3cret").get("/v1/apikeys/self").is(200).data();
    assertThat(self.path("name").asText()).isEqualTo("Backup, \"old\"");
    assertThat(self.path("labels")).hasSize(2);
    assertThat(self.path("scopes")).hasSize(2);
  }

  @Test
  void whatIsWrongIsToldByFileAndLineAndNothingOfItIsImported() {
    String text = OldKeys.text();
    Path file =
        file("wrong.jsonl", "{\"hash\":\"" + OldKeys.hash(text) + "\"}", "", "{\"hash\":\"zz\"}");
    Run run = imports(file);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("wrong.jsonl:3: hash is 64 hexadecimal digits");
    assertThat(imports(file("no.jsonl", "{\"hash\":1")).err()).contains("no.jsonl:1:");
    assertThat(imports(file("no.csv", "hash,name", "only")).err()).contains("no.csv:2: has 1");
    assertThat(imports(Path.of("nowhere")).err()).contains("there is no file nowhere");
    assertThat(reads(text)).isEqualTo(401);
  }

  @Test
  void legacyListsThemAndGivesThemAnEnd() {
    String text = OldKeys.text();
    imports(file("end.jsonl", "{\"hash\":\"" + OldKeys.hash(text) + "\",\"name\":\"To end\"}"));
    assertThat(Run.of(app.folder(), "legacy").out()).contains("To end", "not seen");
    assertThat(Run.of(app.folder(), "legacy", "--seen=true").out()).doesNotContain("To end");
    String end = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS).toString();
    assertThat(Run.of(app.folder(), "legacy", "--end-at", end, "--dry-run").out())
        .contains("would end at " + end);
    Run ended = Run.of(app.folder(), "legacy", "--end-at", end);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).contains("end at " + end);
    assertThat(Run.of(app.folder(), "legacy").out()).contains(end);
    Run over = Run.of(app.folder(), "legacy", "--end-at", "2020-01-01T00:00:00Z");
    assertThat(over.err()).contains("is over");
  }
}
