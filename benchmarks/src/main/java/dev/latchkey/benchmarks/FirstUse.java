package dev.latchkey.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Requests with good credentials of a kind that this node has never seen: each iteration has new
 * ones. The look-up in the database (SQLite, a file) is part of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
public class FirstUse {
  @Param Kind kind = Kind.OPAQUE;

  private App app;
  private Turns turns;

  @Setup(Level.Trial)
  public void start() throws Exception {
    app = App.start();
  }

  /** Makes credentials that nobody has sent yet. */
  @Setup(Level.Iteration)
  public void issue() {
    turns =
        Turns.of(
            Turns.MANY,
            i -> new Exchange("GET", OpaqueKeys.PATH, kind.credential(app, OpaqueKeys.PATH)));
  }

  @TearDown(Level.Trial)
  public void stop() {
    app.close();
  }

  @Benchmark
  @OperationsPerInvocation(Turns.MANY)
  public Object first() throws Exception {
    return turns.expecting(200, app.filter());
  }
}
