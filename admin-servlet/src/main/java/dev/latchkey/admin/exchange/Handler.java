package dev.latchkey.admin.exchange;

/** Answers one kind of call. */
public interface Handler {
  /**
   * Answers the call.
   *
   * @throws Problem when it is refused
   * @throws dev.latchkey.store.StoreException when the store could not tell
   */
  Reply handle(Request request);
}
