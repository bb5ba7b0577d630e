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

/** Requests with good credentials of a kind that this node has seen before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Cached {
  @Param({"OPAQUE", "SIGNED", "PAIR", "LEGACY", "ISSUER"})
  Kind kind = Kind.OPAQUE;

  private App app;
  private Turns turns;

  /** Sends each of them once. */
  @Setup
  public void start() throws Exception {
    app = App.start();
    turns =
        Turns.of(
                Turns.MANY,
                i -> new Exchange("GET", OpaqueKeys.PATH, kind.credential(app, OpaqueKeys.PATH)))
            .expecting(200, app.filter());
  }

  @TearDown
  public void stop() {
    app.close();
  }

  @Benchmark
  public int again() throws Exception {
    return turns.through(app.filter());
  }
}
