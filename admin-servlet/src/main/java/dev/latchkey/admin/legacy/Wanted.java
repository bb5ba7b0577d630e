package dev.latchkey.admin.legacy;

import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.KeyFields;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.KeyFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one imported key shall be, or all that do not say: each part may be missing. */
record Wanted(
    Optional<UserId> user,
    Optional<Scopes> scopes,
    Optional<Instant> expiresAt,
    Optional<String> environment,
    Optional<List<String>> labels) {
  static Wanted read(Fields fields, KeyFormat format, Instant now) {
    Optional<Instant> expiresAt = fields.instant("expires_at");
    if (expiresAt.isPresent() && !expiresAt.get().isAfter(now)) {
      fields.refuse("expires_at", "is over");
    }
    return new Wanted(
        fields.as("user_id", UserId::new),
        KeyFields.scopes(fields),
        expiresAt,
        fields.as("environment", text -> environment(text, format)),
        KeyFields.labels(fields));
  }

  /** The same with what {@code usual} says where this says nothing. */
  Wanted or(Wanted usual) {
    return new Wanted(
        user.or(usual::user),
        scopes.or(usual::scopes),
        expiresAt.or(usual::expiresAt),
        environment.or(usual::environment),
        labels.or(usual::labels));
  }

  private static String environment(String text, KeyFormat format) {
    if (!format.environments().contains(text)) {
      throw new IllegalArgumentException("is one of " + String.join(", ", format.environments()));
    }
    return text;
  }
}
