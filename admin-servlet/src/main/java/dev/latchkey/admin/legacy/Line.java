package dev.latchkey.admin.legacy;

import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.KeyFields;
import dev.latchkey.key.LegacyForm;
import dev.latchkey.key.Recipe;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.KeyFormat;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One key that another system issued.
 *
 * @param hash what that system kept of it: 64 hexadecimal digits
 * @param selector what stands before the separator in its text; empty where there is none
 */
record Line(
    String hash,
    Recipe recipe,
    Optional<String> selector,
    UserId user,
    String name,
    Scopes scopes,
    Optional<Instant> expiresAt,
    String environment,
    List<String> labels,
    String metadata) {
  private static final String NO_HASH = "0".repeat(64);
  private static final String UNNAMED = "Imported key";

  /** What stands in for a missing user: the body is refused anyway. */
  private static final UserId NOBODY = new UserId("nobody");

  /** Reads one; what is wrong is noted in {@code fields}. */
  static Line read(Fields fields, Wanted usual, String separator, KeyFormat format, Instant now) {
    boolean base64 = fields.as("format", Line::isBase64).orElse(false);
    fields.require("hash");
    String hash = fields.as("hash", text -> base64 ? ofBase64(text) : ofHex(text)).orElse(NO_HASH);
    Optional<String> selector = fields.as("selector", text -> selector(text, separator));
    Wanted wanted = Wanted.read(fields, format, now).or(usual);
    if (wanted.user().isEmpty() && !fields.has("user_id")) {
      fields.refuse("user_id", "is missing, here and among the defaults");
    }
    if (wanted.scopes().isEmpty() && !fields.has("scopes")) {
      fields.refuse("scopes", "are missing, here and among the defaults");
    }
    return new Line(
        hash,
        recipe(fields, selector.isPresent()),
        selector,
        wanted.user().orElse(NOBODY),
        fields.text("name", 1, 128).orElse(UNNAMED),
        wanted.scopes().orElse(Scopes.NONE),
        wanted.expiresAt(),
        wanted.environment().orElse(format.environments().get(0)),
        wanted.labels().orElse(List.of()),
        KeyFields.metadata(fields).orElse("{}"));
  }

  /** What this key is found by in an installation. */
  String foundBy(String installation) {
    return LegacyForm.print(
        selector
            .map(text -> LegacyForm.selector(installation, text))
            .orElseGet(() -> LegacyForm.selector(installation, hashBytes())));
  }

  byte[] hashBytes() {
    return HexFormat.of().parseHex(hash);
  }

  private static Recipe recipe(Fields fields, boolean hasSelector) {
    String template =
        fields.text("recipe", 1, 200).orElse(hasSelector ? Recipe.USUAL : Recipe.PLAIN.template());
    String salt = fields.text("salt", 0, 255).orElse("");
    Recipe recipe =
        fields.read("recipe", template, text -> new Recipe(text, "")).orElse(Recipe.PLAIN);
    if (!hasSelector && !(recipe.isPlain() && salt.isEmpty())) {
      fields.refuse(
          "selector", "is missing: only a hash of the whole text and nothing else is found by it");
    }
    return fields.read("salt", salt, text -> new Recipe(recipe.template(), text)).orElse(recipe);
  }

  private static Boolean isBase64(String word) {
    return switch (word) {
      case "sha256-hex" -> false;
      case "sha256-base64" -> true;
      default -> throw new IllegalArgumentException("is sha256-hex or sha256-base64");
    };
  }

  private static String ofHex(String text) {
    if (!text.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException("is 64 hexadecimal digits");
    }
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  /** With or without padding, in either alphabet. */
  private static String ofBase64(String text) {
    if (!text.matches("[A-Za-z0-9+/_-]{43}=?")) {
      throw new IllegalArgumentException("is 32 bytes in base64");
    }
    byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    return HexFormat.of().formatHex(bytes);
  }

  private static String selector(String text, String separator) {
    if (!text.matches("[A-Za-z0-9._~+/-]+") || text.contains(separator)) {
      throw new IllegalArgumentException(
          "is what stands before the first "
              + separator
              + " in the text of the key: letters, digits and . _ ~ + / -");
    }
    return text;
  }

  /** Without what the other system kept, which may tell more of a weak key than it should. */
  @Override
  public String toString() {
    return "Line[" + name + " of " + user + "]";
  }
}
