package dev.latchkey.admin.issue;

import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.KeyFields;
import dev.latchkey.admin.mint.Order;
import dev.latchkey.admin.store.About;
import dev.latchkey.key.KeyKind;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.text.KeyFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What somebody wants a new key to be. */
record NewKey(
    About about,
    Scopes scopes,
    Optional<Instant> notBefore,
    Optional<Instant> expiresAt,
    Networks networks,
    boolean signedOnly,
    Order order) {

  /**
   * Reads the body of an issue call.
   *
   * @throws dev.latchkey.admin.exchange.Problem 400 naming every field that is wrong
   */
  static NewKey read(Fields fields, KeyFormat format, Instant now, String createdBy) {
    String name = fields.required("name", 1, 128);
    fields.require("scopes");
    Scopes scopes = KeyFields.scopes(fields).orElse(Scopes.NONE);
    String environment = environment(fields, format);
    About about =
        new About(
            name,
            fields.text("description", 0, 1024).orElse(""),
            environment,
            KeyFields.labels(fields).orElse(List.of()),
            KeyFields.metadata(fields).orElse("{}"),
            now,
            createdBy);
    Optional<Instant> notBefore = fields.instant("not_before");
    Optional<Instant> expiresAt = expiry(fields, now);
    requireOrder(fields, now, notBefore, expiresAt);
    Networks networks = KeyFields.networks(fields).orElse(Networks.ANYWHERE);
    boolean signedOnly = fields.flag("signed_only").orElse(false);
    Order order = Order.read(fields, KeyKind.OPAQUE);
    if (signedOnly && !order.makesPair()) {
      fields.refuse("signed_only", "goes with \"kind\":\"keypair\": nothing else signs");
    }
    fields.check();
    return new NewKey(about, scopes, notBefore, expiresAt, networks, signedOnly, order);
  }

  private static String environment(Fields fields, KeyFormat format) {
    String environment = fields.text("environment", 1, 16).orElse(format.environments().get(0));
    if (!format.environments().contains(environment)) {
      fields.refuse("environment", "is one of " + String.join(", ", format.environments()));
    }
    return environment;
  }

  private static Optional<Instant> expiry(Fields fields, Instant now) {
    Optional<Instant> at = fields.instant("expires_at");
    Optional<Duration> in = fields.duration("expires_in");
    if (fields.has("expires_at") && fields.has("expires_in")) {
      fields.refuse("expires_in", "stands beside expires_at; give one of the two");
    }
    return at.or(() -> in.map(now::plus));
  }

  private static void requireOrder(
      Fields fields, Instant now, Optional<Instant> notBefore, Optional<Instant> expiresAt) {
    if (expiresAt.isEmpty()) {
      return;
    }
    Instant start = notBefore.filter(now::isBefore).orElse(now);
    if (!expiresAt.get().isAfter(start)) {
      fields.refuse(
          fields.has("expires_in") ? "expires_in" : "expires_at",
          "ends the key before it starts to work, at " + start);
    }
  }
}
