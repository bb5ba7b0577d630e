package dev.latchkey.admin.simulation;

import java.util.function.Consumer;

/**
 * Runs seeds. {@code main} plays one seed and prints what happens in it; see docs/guarantees.md.
 */
public final class Simulation {
  private Simulation() {}

  /** The first seed from {@code from} on, below {@code to}, that violates something; else -1. */
  public static long firstViolation(long from, long to) {
    for (long seed = from; seed < to; seed++) {
      if (!violation(seed).isEmpty()) {
        return seed;
      }
    }
    return -1;
  }

  /** What a seed violates; empty when nothing. */
  public static String violation(long seed) {
    return play(seed, false, line -> {});
  }

  public static String play(long seed, boolean traced, Consumer<String> listener) {
    try {
      new World(seed, traced, listener).run();
      return "";
    } catch (Violation e) {
      return e.getMessage();
    }
  }

  public static void main(String[] arguments) {
    long seed = Long.parseLong(arguments[0]);
    if (arguments.length > 1) {
      long end = Long.parseLong(arguments[1]);
      long began = System.nanoTime();
      int shown = 0;
      for (long next = seed; next < end && shown < 12; next++) {
        String violated = violation(next);
        if (!violated.isEmpty()) {
          System.out.println(next + "  " + violated);
          shown++;
        }
      }
      System.out.println((System.nanoTime() - began) / 1_000_000 + " ms");
      return;
    }
    String violation = play(seed, true, System.out::println);
    System.out.println(violation.isEmpty() ? "holds" : violation);
  }
}
