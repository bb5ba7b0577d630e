package dev.latchkey.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures requests of all kinds in one run, and prints a table of them with their ratios. */
public final class Requests {
  private static final String MINIMUM = "OpaqueKeys.validByHand";

  private Requests() {}

  /**
   * Runs what a pattern names, or everything.
   *
   * @param args how many forks each takes (3), the seconds for each iteration (1), and a pattern
   */
  public static void main(String[] args) throws RunnerException {
    int forks = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("dev.latchkey.benchmarks." + (args.length > 2 ? args[2] : ""))
            .forks(forks)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementTime(TimeValue.seconds(seconds))
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Xmx1g")
            .shouldFailOnError(true);
    print(new Runner(options.build()).run());
  }

  private static void print(Collection<RunResult> results) {
    Optional<Double> minimum =
        results.stream().filter(run -> name(run).equals(MINIMUM)).map(Requests::nanos).findFirst();
    List<RunResult> rows = List.copyOf(results);
    System.out.println("| what | ns | ± | bytes | × the hand-written minimum |");
    System.out.println("|---|--:|--:|--:|--:|");
    for (RunResult run : rows) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %,.0f | %,.0f | %s |%n",
          name(run),
          nanos(run),
          run.getPrimaryResult().getScoreError(),
          bytes(run),
          minimum.map(least -> String.format(Locale.ROOT, "%.1f", nanos(run) / least)).orElse(""));
    }
  }

  private static String name(RunResult run) {
    String benchmark = run.getParams().getBenchmark().replaceFirst(".*\\.(.*\\..*)", "$1");
    String kind = run.getParams().getParam("kind");
    return kind == null ? benchmark : benchmark + " " + kind.toLowerCase(Locale.ROOT);
  }

  private static double nanos(RunResult run) {
    return run.getPrimaryResult().getScore();
  }

  private static double bytes(RunResult run) {
    Result<?> allocated = run.getSecondaryResults().get("gc.alloc.rate.norm");
    return allocated == null ? Double.NaN : allocated.getScore();
  }
}
