package dev.latchkey.samples.demo;

/** The demo cannot start; the message tells whoever started it what would help. */
final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }

  CannotStart(String message) {
    super(message);
  }
}
