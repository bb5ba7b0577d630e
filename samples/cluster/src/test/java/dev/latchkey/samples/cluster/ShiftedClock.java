package dev.latchkey.samples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import javax.tools.ToolProvider;

/**
 * The wall clock of a node, which can be set while it runs: the one class in which Latchkey reads
 * its clocks, compiled once more so that it adds what a file says, and found before the other. No
 * clock of the machine is touched.
 */
final class ShiftedClock {
  private static final Path SOURCE =
      Path.of("../../filter/src/main/java/dev/latchkey/key/TimeSource.java");
  private static final String READING = "System.currentTimeMillis()";
  private static final String SHIFT =
      """
      package dev.latchkey.key;

      final class Shift {
        static long millis() {
          try {
            return Long.parseLong(
                java.nio.file.Files.readString(java.nio.file.Path.of("%s")));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        }
      }
      """;

  private final Path offset;
  private final Path classes;

  ShiftedClock(Path folder) {
    this.offset = folder.toAbsolutePath().resolve("offset");
    this.classes = folder.toAbsolutePath().resolve("clock");
    try {
      compile(Files.createDirectories(classes));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    set(Duration.ZERO);
  }

  /** How a JVM is started so that it has this clock. */
  Map<String, String> environment() {
    return Map.of("JAVA_TOOL_OPTIONS", "-Xbootclasspath/a:" + classes);
  }

  /** Sets it, from the time as it is. */
  void set(Duration ahead) {
    try {
      Path next = Files.writeString(offset.resolveSibling("offset.next"), "" + ahead.toMillis());
      Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void compile(Path target) throws IOException {
    String source = Files.readString(SOURCE);
    assertThat(source).containsOnlyOnce(READING);
    Path clock =
        Files.writeString(
            target.resolve("TimeSource.java"),
            source.replace(READING, READING + " + Shift.millis()"));
    Path shift =
        Files.writeString(target.resolve("Shift.java"), SHIFT.formatted(offset.toString()));
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", target.toString(), clock.toString(), shift.toString());
    assertThat(failures).isZero();
  }
}
