package dev.latchkey.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An app needs to know little of Latchkey: one file reads who calls. */
class OneDoorTest {
  private static final Path APP = Path.of("src/main/java/dev/latchkey/samples/demo");

  @Test
  void oneFileOfTheAppKnowsOfLatchkey() throws IOException {
    try (Stream<Path> files = Stream.concat(sources("dns"), sources("web"))) {
      assertThat(files.filter(OneDoorTest::importsLatchkey).map(Path::getFileName))
          .containsExactly(Path.of("Customer.java"));
    }
  }

  private static Stream<Path> sources(String room) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(APP.resolve(room))) {
      files = found.filter(file -> file.toString().endsWith(".java")).toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream();
  }

  private static boolean importsLatchkey(Path file) {
    try {
      return Files.readString(file).matches("(?s).*import dev\\.latchkey\\.(?!samples).*");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
