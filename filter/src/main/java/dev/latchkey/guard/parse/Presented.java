package dev.latchkey.guard.parse;

/** What a request presents. Immutable. */
public sealed interface Presented {
  /** No credential, or one of a scheme that is not ours. */
  record Nothing() implements Presented {}

  /**
   * Something that cannot be read: answer 400 {@code invalid_request}.
   *
   * @param why for the log: never holds a character of the request
   */
  record Malformed(String why) implements Presented {}

  /** A token of the right form; whether it is good is for others to say. Never printed. */
  record Bearer(String token) implements Presented {
    @Override
    public String toString() {
      return "Bearer[hidden]";
    }
  }
}
