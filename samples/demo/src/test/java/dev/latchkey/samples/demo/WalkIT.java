package dev.latchkey.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the demo prints do what their comments say. */
class WalkIT {
  private static final Pattern PROMISED = Pattern.compile("\\b[2-5]\\d\\d\\b");

  @TempDir static Path folder;
  private static RunningDemo demo;

  @BeforeAll
  static void start() {
    Bash.assumeThere();
    demo = RunningDemo.start(folder.resolve("it's a folder"));
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void everyPrintedLineAnswersWhatItsCommentPromises() throws Exception {
    String output = Bash.run(walk());

    assertThat(Bash.statuses(output)).isEqualTo(promised()).hasSize(14);
    assertThat(output)
        .contains("scope=\"zones:read:example.org\"", "scope=\"zones:write:example.com\"")
        .contains("\"status\":\"revoked\"", "\"nodes\":1,\"confirmed\":1", "\"intact\":true")
        .contains(
            """
            "action":"key.revoke"
            "action":"key.end-secret"
            "action":"key.rotate"
            "action":"key.issue"
            """);
  }

  @Test
  void thePageShowsTheSameLines() throws Exception {
    String page = demo.get("/", "").body();

    assertThat(page.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .contains(walk().strip());
    assertThat(page).doesNotContain("src=", "@import", "url(");
  }

  @Test
  void theLinesFitATerminal() {
    assertThat(walk().lines().filter(line -> !line.contains(folder.toString())))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  private static String walk() {
    return demo.printed().substring(demo.printed().indexOf("# "));
  }

  private static List<Integer> promised() {
    return walk()
        .lines()
        .filter(line -> line.startsWith("#"))
        .flatMap(line -> PROMISED.matcher(line).results())
        .map(found -> Integer.valueOf(found.group()))
        .toList();
  }
}
