package dev.latchkey.admin.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A bug to be put into the code, for as long as it takes the simulation to find it.
 *
 * @param name what the bug does
 * @param type the top-level type whose source it changes
 * @param right what the source says, in one place only
 * @param wrong what it says with the bug
 */
record Plant(String name, Class<?> type, String right, String wrong) {
  private static final List<Path> ROOTS =
      List.of(
          Path.of("..", "filter", "src", "main", "java"),
          Path.of("src", "main", "java"),
          Path.of("src", "test", "java"));

  /** The source of the type with the bug in it. */
  String source() {
    String source = read();
    int place = source.indexOf(right);
    if (place < 0 || source.indexOf(right, place + 1) >= 0) {
      throw new IllegalStateException(
          "the plant \"" + name + "\" needs exactly one place in " + type + " that says: " + right);
    }
    return source.replace(right, wrong);
  }

  private String read() {
    String file = type.getName().replace('.', '/') + ".java";
    Path found =
        ROOTS.stream()
            .map(root -> root.resolve(file))
            .filter(Files::exists)
            .findFirst()
            .orElseThrow();
    try {
      return Files.readString(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
