package dev.latchkey.samples.war.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A sample's WAR, with or without its jars, and with files laid over it. Immutable. */
final class War {
  private static final Path APP = Path.of("target", "war");
  private static final Path ADMIN = Path.of("..", "admin-war", "target", "war");
  private static final Path LIB = Path.of("WEB-INF", "lib");

  private final Path exploded;
  private final boolean withJars;
  private final Map<String, byte[]> added;

  private War(Path exploded, boolean withJars, Map<String, byte[]> added) {
    this.exploded = exploded;
    this.withJars = withJars;
    this.added = Map.copyOf(added);
  }

  /** The WAR as it was built, Latchkey's jar included. */
  static War sample() {
    return new War(APP, true, Map.of());
  }

  /** The WAR that manages keys. */
  static War admin() {
    return new War(ADMIN, true, Map.of());
  }

  /** The app alone: nothing in {@code WEB-INF/lib}. */
  static War unguarded() {
    return new War(APP, false, Map.of());
  }

  /** Adds or replaces a file. */
  War with(String path, String text) {
    return with(path, text.getBytes(UTF_8));
  }

  /** Adds a jar whose fragment declares this listener; the rest of its package comes along. */
  War withFragment(Class<?> listener) throws IOException {
    Jar jar =
        new Jar().withPackageOf(listener).with("META-INF/web-fragment.xml", fragment(listener));
    return with("WEB-INF/lib/fragment.jar", jar.bytes());
  }

  private static String fragment(Class<?> listener) {
    return """
        <web-fragment xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
          <listener>
            <listener-class>%s</listener-class>
          </listener>
        </web-fragment>
        """
        .formatted(listener.getName());
  }

  /** As {@link #with(String, String)}, with these bytes. */
  War with(String path, byte[] content) {
    Map<String, byte[]> more = new HashMap<>(added);
    more.put(path, content);
    return new War(exploded, withJars, more);
  }

  void writeTo(Path folder) throws IOException {
    for (Path file : built()) {
      write(folder.resolve(file.toString()), Files.readAllBytes(exploded.resolve(file)));
    }
    for (Map.Entry<String, byte[]> file : added.entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private List<Path> built() throws IOException {
    try (Stream<Path> walk = Files.walk(exploded)) {
      return walk.filter(Files::isRegularFile)
          .map(exploded::relativize)
          .filter(file -> withJars || !file.startsWith(LIB))
          .toList();
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
