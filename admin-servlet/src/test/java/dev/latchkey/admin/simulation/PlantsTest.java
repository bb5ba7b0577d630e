package dev.latchkey.admin.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulation that finds nothing shows something only when it finds what is there. */
class PlantsTest {
  private static final int MOST_SEEDS = 10_000;

  static List<Plant> plants() {
    return Plants.ALL;
  }

  @ParameterizedTest
  @MethodSource("plants")
  void isFound(Plant plant) {
    long seed = Laboratory.with(plant).firstViolation(0, MOST_SEEDS);

    System.out.printf("simulation: %s: found by seed %d%n", plant, seed);
    assertThat(seed).isNotNegative();
  }
}
