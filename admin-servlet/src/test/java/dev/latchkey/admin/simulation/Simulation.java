package dev.latchkey.admin.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Plays seeds. {@code main} plays one and prints all that happens in it: see docs/guarantees.md.
 */
public final class Simulation {
  private Simulation() {}

  /** The first seed from {@code from} on, below {@code to}, that violates something; else -1. */
  public static long firstViolation(long from, long to) {
    return LongStream.range(from, to)
        .parallel()
        .filter(seed -> !violation(seed).isEmpty())
        .findFirst()
        .orElse(-1);
  }

  /** What a seed violates; empty when nothing. */
  public static String violation(long seed) {
    return play(seed, false, line -> {});
  }

  /** All that happens in a seed, a line each, and how it ends. */
  public static String story(long seed) {
    List<String> lines = new ArrayList<>();
    String violation = play(seed, true, lines::add);
    lines.add(violation.isEmpty() ? "holds" : violation);
    return String.join("\n", lines);
  }

  private static String play(long seed, boolean traced, Consumer<String> listener) {
    try {
      new World(seed, traced, listener).run();
      return "";
    } catch (Violation e) {
      return e.getMessage();
    }
  }

  public static void main(String[] arguments) {
    System.out.println(story(Long.parseLong(arguments[0])));
  }
}
