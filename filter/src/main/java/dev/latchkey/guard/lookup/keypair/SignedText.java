package dev.latchkey.guard.lookup.keypair;

import dev.latchkey.guard.parse.Message;
import dev.latchkey.guard.parse.Presented.MessageSignature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a signature of a request is over: RFC 9421 section 2.5. Knows the derived components of a
 * request, and header fields as they are.
 */
final class SignedText {
  /** RFC 9110 section 5.1, in lower case as RFC 9421 section 2.1 has it. */
  private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

  private static final List<String> PARTS_OF_URL =
      List.of("@scheme", "@authority", "@path", "@query");

  private SignedText() {}

  /**
   * The bytes that were signed.
   *
   * @throws IllegalArgumentException when the signature covers too little, or what is not there
   */
  static byte[] of(MessageSignature signature, Message message) {
    requireEnough(signature.covered());
    return bare(signature, message);
  }

  /** The same, however little is covered. */
  static byte[] bare(MessageSignature signature, Message message) {
    Target target = Target.parse(message.url());
    StringBuilder base = new StringBuilder();
    for (String name : signature.covered()) {
      base.append('"').append(name).append("\": ").append(value(name, message, target));
      base.append('\n');
    }
    base.append("\"@signature-params\": ").append(signature.described());
    return bytes(base);
  }

  /**
   * What has no byte of its own would be read as a question mark, which others could have signed.
   */
  private static byte[] bytes(CharSequence base) {
    if (base.chars().anyMatch(c -> c > 0xff)) {
      throw new IllegalArgumentException("covers a character that no byte stands for");
    }
    return base.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void requireEnough(List<String> covered) {
    boolean url = covered.contains("@target-uri") || covered.containsAll(PARTS_OF_URL);
    if (!url || !covered.contains("@method")) {
      throw new IllegalArgumentException("does not cover the method and the whole URL");
    }
  }

  private static String value(String name, Message message, Target target) {
    return switch (name) {
      case "@method" -> message.method();
      case "@target-uri" -> target.toString();
      case "@scheme" -> target.scheme();
      case "@authority" -> target.authority();
      case "@path" -> target.path();
      case "@query" -> target.query().isEmpty() ? "?" : target.query();
      case "@request-target" -> target.line();
      default -> field(name, message);
    };
  }

  /** What could be the credential of another kind is no part of this one. */
  private static String field(String name, Message message) {
    boolean field = FIELD.matcher(name).matches() && !name.equals("authorization");
    List<String> lines = field ? message.headers(name) : List.of();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("covers what is not there, or not supported");
    }
    return String.join(", ", lines.stream().map(String::strip).toList());
  }
}
