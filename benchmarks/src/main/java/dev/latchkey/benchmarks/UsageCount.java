package dev.latchkey.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Requests with keys that the node has in memory, with and without counting how they are used. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UsageCount {
  @Param({"on", "off"})
  String usage = "on";

  private App app;
  private Turns turns;

  /** Sends each of them once. */
  @Setup
  public void start() throws Exception {
    app = App.start("latchkey.usage = " + usage);
    turns =
        Turns.of(
                Turns.MANY,
                i ->
                    new Exchange(
                        "GET", OpaqueKeys.PATH, Kind.OPAQUE.credential(app, OpaqueKeys.PATH)))
            .expecting(200, app.filter());
  }

  @TearDown
  public void stop() {
    app.close();
  }

  @Benchmark
  public int valid() throws Exception {
    return turns.through(app.filter());
  }
}
