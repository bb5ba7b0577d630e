package dev.latchkey.admin.simulation;

/** An invariant does not hold. An error, so that nothing on the way takes it. */
final class Violation extends Error {
  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message, null, false, false);
  }
}
