package dev.latchkey.store;

/**
 * The store could not tell: it is away, full, locked or of another shape. Never means <em>no</em>;
 * whoever catches it answers 503.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreException(String message) {
    super(message);
  }
}
