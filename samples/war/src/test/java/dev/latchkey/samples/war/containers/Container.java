package dev.latchkey.samples.war.containers;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A running container. It sees its own jars, its launcher and the JDK; nothing else of this JVM. It
 * listens on the loopback address only, and works in a folder that is gone when it is closed.
 */
final class Container implements Closeable {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final ContainerKind kind;
  private final ContainerLog log = new ContainerLog();
  private final Path folder;
  private final URLClassLoader loader;
  private Closeable launcher = () -> {};
  private int port;

  private Container(ContainerKind kind) throws IOException {
    this.kind = kind;
    folder = Files.createTempDirectory(TARGET, kind.folder() + "-");
    loader = new URLClassLoader(kind.folder(), jars(), ClassLoader.getPlatformClassLoader());
  }

  /**
   * One container of each kind with the same WARs, each started when it is asked for. As arguments
   * of a test class they are closed by JUnit.
   */
  static Stream<Container> each(Map<String, War> wars) {
    return Stream.of(ContainerKind.values()).map(kind -> start(kind, wars));
  }

  /**
   * Starts a container with each WAR under its context path, {@code "/"} being the root.
   *
   * @throws IllegalStateException if a WAR could not be deployed; the message holds what the
   *     container logged
   */
  static Container start(ContainerKind kind, Map<String, War> wars) {
    try {
      Container container = new Container(kind);
      try {
        container.launch(wars);
      } catch (Exception e) {
        try (container) {
          throw new IllegalStateException(
              "%s did not start. It logged:%n%s".formatted(kind, container.log), e);
        }
      }
      return container;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** What was logged since the start, at warning level and above. */
  ContainerLog log() {
    return log;
  }

  private void launch(Map<String, War> wars) throws Exception {
    Map<String, Path> deployed = new LinkedHashMap<>();
    for (Map.Entry<String, War> war : wars.entrySet()) {
      Path exploded = folder.resolve("war-" + deployed.size());
      war.getValue().writeTo(exploded);
      deployed.put(war.getKey(), exploded);
    }
    ClassLoader outside = enter(loader);
    try {
      Object made =
          loader
              .loadClass(kind.launcher().getName())
              .getConstructor(Path.class, Map.class)
              .newInstance(folder, deployed);
      launcher = (Closeable) made;
      port = (Integer) ((Callable<?>) made).call();
    } finally {
      enter(outside);
    }
  }

  @Override
  public void close() throws IOException {
    ClassLoader outside = enter(loader);
    try {
      launcher.close();
    } finally {
      enter(outside);
      loader.close();
      log.close();
      delete(folder);
    }
  }

  /** Makes this the context class loader, and gives the one before. */
  private static ClassLoader enter(ClassLoader next) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(next);
    return before;
  }

  @Override
  public String toString() {
    return kind.toString();
  }

  private URL[] jars() throws IOException {
    Path launcherJar = folder.resolve("launcher.jar");
    Files.write(launcherJar, new Jar().withPackageOf(kind.launcher()).bytes());
    List<URL> urls = new ArrayList<>();
    urls.add(launcherJar.toUri().toURL());
    try (Stream<Path> jars = Files.list(TARGET.resolve("containers").resolve(kind.folder()))) {
      for (Path jar : jars.sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
