package dev.latchkey.guard.parse;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * A signature over parts of the request: RFC 9421. Never printed.
   *
   * @param covered the names of what is signed, in order, each once
   * @param texts the parameters that are texts
   * @param numbers the parameters that are numbers
   * @param described the component identifiers and parameters as they are signed: section 2.3
   * @param base64 the signature itself
   */
  record MessageSignature(
      List<String> covered,
      Map<String, String> texts,
      Map<String, Long> numbers,
      String described,
      String base64)
      implements Credential {
    public MessageSignature {
      covered = List.copyOf(covered);
      texts = Map.copyOf(texts);
      numbers = Map.copyOf(numbers);
    }

    public byte[] bytes() {
      return Base64.getDecoder().decode(base64);
    }

    public Optional<String> text(String name) {
      return Optional.ofNullable(texts.get(name));
    }

    public Optional<Long> number(String name) {
      return Optional.ofNullable(numbers.get(name));
    }

    @Override
    public String toString() {
      return "MessageSignature[hidden]";
    }
  }
}
