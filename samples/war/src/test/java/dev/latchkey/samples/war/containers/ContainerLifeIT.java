package dev.latchkey.samples.war.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.samples.war.probe.RefusingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a container comes and goes whole. */
final class ContainerLifeIT {
  private static final int JOIN_MILLIS = 5_000;

  private final Set<Thread> threads = threads();
  private final Set<Path> files = files();

  ContainerLifeIT() throws IOException {}

  @ParameterizedTest
  @EnumSource
  void aClosedContainerLeavesNoThreadsAndNoFiles(ContainerKind kind) throws Exception {
    try (Container container = Container.start(kind, Map.of("/", War.unguarded()))) {
      RawHttp.ask(container.port(), "GET /async/thread HTTP/1.1", "Host: a");
    }
    assertThat(files()).isEqualTo(files);
    assertThat(startedSince(threads)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedDeploymentSaysWhyAndLeavesNoThreadsAndNoFiles(ContainerKind kind) throws Exception {
    War refused = War.unguarded().withFragment(RefusingListener.class);
    assertThatThrownBy(() -> Container.start(kind, Map.of("/app", refused)))
        .isInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("refused on purpose");
    assertThat(files()).isEqualTo(files);
    assertThat(startedSince(threads)).isEmpty();
  }

  private static Set<Thread> startedSince(Set<Thread> before) throws InterruptedException {
    Set<Thread> started = threads();
    started.removeAll(before);
    for (Thread thread : started) {
      thread.join(JOIN_MILLIS);
    }
    started.removeIf(thread -> !thread.isAlive());
    return started;
  }

  /** The threads of this JVM but for the JDK's own, which it starts when it likes. */
  private static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(
        thread -> thread.getThreadGroup() == null || thread.getThreadGroup().getParent() == null);
    return threads;
  }

  private static Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files.collect(Collectors.toSet());
    }
  }
}
