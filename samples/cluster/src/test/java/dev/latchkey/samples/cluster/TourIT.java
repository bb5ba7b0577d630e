package dev.latchkey.samples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.samples.cluster.check.Checker;
import dev.latchkey.samples.cluster.check.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The demonstration, as a reader starts it, only with a shorter lease. */
class TourIT {
  private static final Path FOLDER = Path.of("target", "tour");

  @Test
  void tellsWhatWasAcceptedWhenInEveryFaultAndNothingIsThatShouldNotBe() throws Exception {
    Process tour =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tour.class.getName(),
                FOLDER.toString(),
                "PT3S")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String told = read(tour);
    System.out.println(told);

    assertThat(tour.waitFor()).isZero();
    for (Fault fault : Fault.values()) {
      assertThat(told).containsPattern("(?m)^" + fault + " .*\\d+ ms .*\\d of \\d ");
    }
    assertThat(told).contains("nothing was accepted that should not have been.");
    Findings findings = Checker.check(FOLDER);
    assertThat(findings.violations()).isEmpty();
    assertThat(findings.decisions()).isGreaterThan(1000);
  }

  private static String read(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
