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

  /** Something that may be good: that is for others to say. */
  sealed interface Credential extends Presented {}

  /** A token of the right form, sent as it is or as a signature. Never printed. */
  record Bearer(String token) implements Credential {
    @Override
    public String toString() {
      return "Bearer[hidden]";
    }
  }

  /**
   * A signature over parts of the request: RFC 9421.
   *
   * @param input the field Signature-Input
   * @param signature the field Signature
   */
  record MessageSignature(String input, String signature) implements Credential {}
}
