package dev.latchkey.samples.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs lines as somebody would who pastes them. */
final class Bash {
  private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})", Pattern.MULTILINE);

  private Bash() {}

  /** Skips the test, and says so, on a machine without the tools. */
  static void assumeThere() {
    for (String tool : List.of("bash", "curl", "sed", "grep")) {
      boolean there =
          Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
      if (!there) {
        System.out.println("skipped: there is no " + tool + " on the PATH");
      }
      assumeTrue(there, "there is no " + tool);
    }
  }

  /** What the lines print; a line that fails fails the test. */
  static String run(String lines) throws IOException, InterruptedException {
    Path script = Files.createTempFile("demo", ".sh");
    try {
      Files.writeString(script, lines);
      Process bash =
          new ProcessBuilder("bash", "-e", "-o", "pipefail", script.toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (bash.waitFor() != 0) {
        throw new AssertionError("bash ended with " + bash.exitValue() + ":\n" + output);
      }
      return output;
    } finally {
      Files.delete(script);
    }
  }

  /** The statuses of the answers in {@code output}, in order. */
  static List<Integer> statuses(String output) {
    return STATUS.matcher(output).results().map(found -> Integer.valueOf(found.group(1))).toList();
  }
}
