package dev.latchkey.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own. */
class ForegroundIT {
  @TempDir private Path folder;

  @Test
  void aSignalStopsItAndLeavesOnlyTheData() throws Exception {
    Process demo = launch("0");
    try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.contains("/v1/audit/verify")) {
        line = out.readLine();
      }
      assertThat(line).isNotNull();
      demo.destroy();
      assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "admin-key", "latchkey.db", "latchkey.db.migrate", "latchkey.db.position");
    }
  }

  @Test
  void aPortInUseIsToldInOneLine() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(other.getLocalPort());

      assertFails(port, "port " + port + " is in use; choose another with -Dlatchkey.port=9090\n");
    }
  }

  @Test
  void aPortThatIsNoneIsToldInOneLine() throws Exception {
    assertFails("http", "latchkey.port is a number, 0 to 65535, not http\n");
  }

  private void assertFails(String port, String words) throws Exception {
    Process demo = launch(port);
    String said = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).isEqualTo(words);
    assertThat(demo.waitFor()).isEqualTo(1);
    assertThat(folder).isEmptyDirectory();
  }

  private Process launch(String port) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "-Dlatchkey.port=" + port,
            "-Dlatchkey.data=" + folder,
            Demo.class.getName())
        .redirectErrorStream(true)
        .start();
  }
}
