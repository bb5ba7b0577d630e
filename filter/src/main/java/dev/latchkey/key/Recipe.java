package dev.latchkey.key;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What another system hashed of its keys, by SHA-256.
 *
 * @param template the parts in their order, like {@code {salt}{secret}}: {@code {key}} is the whole
 *     text, {@code {selector}} and {@code {secret}} its two parts; anything else stands for itself
 * @param salt of this one key, as text, or as bytes after {@code hex:} or {@code base64:}; empty
 *     where there is none
 */
public record Recipe(String template, String salt) {
  private static final int LONGEST = 200;
  private static final Pattern PART = Pattern.compile("\\{(key|selector|secret|salt)}|[^{}]");
  private static final Pattern FORM =
      Pattern.compile("(\\{(key|selector|secret|salt)}|[\\x20-\\x7e&&[^{}]])+");

  /** The whole text and nothing else. */
  public static final Recipe PLAIN = new Recipe("{key}", "");

  /** Of a key that has a selector, where nobody says. */
  public static final String USUAL = "{salt}{secret}";

  public Recipe {
    boolean formed = template.length() <= LONGEST && FORM.matcher(template).matches();
    if (!formed || !(template.contains("{key}") || template.contains("{secret}"))) {
      throw new IllegalArgumentException(
          "is made of {key}, {selector}, {secret}, {salt} and printable ASCII characters, with"
              + " {key} or {secret} among them");
    }
    saltBytes(salt);
  }

  /** Whether a key can be found by what was hashed of it, because that is its text alone. */
  public boolean isPlain() {
    return template.equals(PLAIN.template);
  }

  /** What the other system would have kept of this text. */
  public byte[] hash(LegacyText text) {
    ByteArrayOutputStream hashed = new ByteArrayOutputStream();
    Matcher parts = PART.matcher(template);
    while (parts.find()) {
      hashed.writeBytes(part(parts.group(), text));
    }
    return Sha256.of(hashed.toByteArray());
  }

  private byte[] part(String part, LegacyText text) {
    return switch (part) {
      case "{salt}" -> saltBytes(salt);
      case "{key}" -> bytes(text.key());
      case "{selector}" -> bytes(text.selector());
      case "{secret}" -> bytes(text.secret());
      default -> bytes(part);
    };
  }

  private static byte[] saltBytes(String salt) {
    if (salt.startsWith("hex:")) {
      return HexFormat.of().parseHex(salt.substring("hex:".length()));
    }
    return salt.startsWith("base64:")
        ? Base64.getDecoder().decode(salt.substring("base64:".length()))
        : salt.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Without the salt. */
  @Override
  public String toString() {
    return "Recipe[" + template + "]";
  }
}
