package dev.latchkey.admin.simulation;

import dev.latchkey.key.TimeSource;

/** A process with its own two clocks. It can be frozen, suspended with its machine, and killed. */
final class Actor implements TimeSource {
  private static final long EPOCH_MILLIS = 1_800_000_000_000L;

  final String name;
  private final World world;
  private long monotonicBehind;
  private long wallAheadMillis;
  private int wallSteps;
  private int deciding;
  private boolean alive = true;
  private boolean frozen;
  private boolean suspended;

  Actor(String name, World world) {
    this.name = name;
    this.world = world;
  }

  /** Before and after everything that it asks of others: time passes, and others act. */
  void gap() {
    requireAlive();
    world.gap();
    requireAlive();
  }

  @Override
  public long nanoTime() {
    gap();
    return Long.MAX_VALUE - 1_000_000_000L + world.now() - monotonicBehind;
  }

  /** Nothing happens before a clock is read that somebody may just be setting back. */
  @Override
  public long currentTimeMillis() {
    if (wallSteps == 0) {
      gap();
    }
    return wallMillis();
  }

  long wallMillis() {
    return EPOCH_MILLIS + world.now() / 1_000_000 + wallAheadMillis;
  }

  /**
   * Sets the wall clock. False for one whose other clock was stopped, or that is just reading both:
   * a node is not promised to survive two faults of its clocks at once.
   */
  boolean setWall(long byMillis) {
    if (monotonicBehind > 0 || deciding > 0) {
      return false;
    }
    wallAheadMillis += byMillis;
    wallSteps++;
    return true;
  }

  int wallSteps() {
    return wallSteps;
  }

  /** Time goes by: for a machine that is suspended only on the wall. */
  void pass(long nanos) {
    if (suspended) {
      monotonicBehind += nanos;
    }
  }

  void beginToDecide() {
    deciding++;
  }

  void endToDecide() {
    deciding--;
  }

  boolean runs() {
    return alive && !frozen;
  }

  boolean isAlive() {
    return alive;
  }

  void freeze(boolean withItsMachine) {
    frozen = true;
    suspended = withItsMachine;
  }

  void thaw() {
    frozen = false;
    suspended = false;
  }

  void kill() {
    alive = false;
  }

  private void requireAlive() {
    if (!alive) {
      throw new Crash();
    }
  }
}
