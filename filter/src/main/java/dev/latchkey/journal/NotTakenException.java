package dev.latchkey.journal;

/** The installation does not take this node as it is; the message says what would be right. */
public final class NotTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotTakenException(String message) {
    super(message);
  }
}
