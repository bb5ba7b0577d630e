package dev.latchkey.admin.simulation;

/** A process ends in the middle of what it does. An error, so that nothing on the way takes it. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash() {
    super("crashed", null, false, false);
  }
}
