package dev.latchkey.admin.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The protocol as it is, through every fault that the simulation knows. */
class SimulationTest {
  private static final long SEEDS = Long.getLong("latchkey.seeds", 100_000);

  @Test
  void noSeedViolatesAnything() {
    long violating = Laboratory.clean().firstViolation(0, SEEDS);

    System.out.printf("simulation: %d seeds, first violation: %d%n", SEEDS, violating);
    assertThat(violating)
        .as("seed %d: %s", violating, violating < 0 ? "" : Simulation.violation(violating))
        .isNegative();
  }

  @Test
  void aSeedPlaysTheSameEveryTime() {
    Laboratory again = Laboratory.clean();

    assertThat(again.story(7)).isEqualTo(again.story(7)).contains("polled");
  }
}
