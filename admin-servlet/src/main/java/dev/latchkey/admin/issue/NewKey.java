package dev.latchkey.admin.issue;

import dev.latchkey.admin.exchange.Ending;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.KeyFields;
import dev.latchkey.admin.mint.Order;
import dev.latchkey.admin.store.About;
import dev.latchkey.key.KeyKind;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Rates;
import dev.latchkey.key.Scopes;
import dev.latchkey.key.text.KeyFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What somebody wants a new key to be. */
record NewKey(
    About about,
    Scopes scopes,
    boolean ownerScopes,
    Optional<Instant> notBefore,
    Ending ending,
    Networks networks,
    Rates rates,
    boolean signedOnly,
    Order order) {

  /**
   * Reads the body of an issue call.
   *
   * @param usual the kind of a body that does not say
   * @throws dev.latchkey.admin.exchange.Problem 400 naming every field that is wrong
   */
  static NewKey read(
      Fields fields, KeyFormat format, KeyKind usual, Instant now, String createdBy) {
    String name = fields.required("name", 1, 128);
    boolean ownerScopes = KeyFields.ownerScopes(fields).orElse(false);
    if (!ownerScopes) {
      fields.require("scopes");
    }
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
    Ending ending = Ending.read(fields, now);
    requireOrder(fields, now, notBefore, ending);
    Networks networks = KeyFields.networks(fields).orElse(Networks.ANYWHERE);
    Rates rates = KeyFields.rates(fields).orElse(Rates.NONE);
    boolean signedOnly = fields.flag("signed_only").orElse(false);
    Order order = Order.read(fields, usual);
    if (signedOnly && !order.makesPair()) {
      fields.refuse("signed_only", "goes with \"kind\":\"keypair\": nothing else signs");
    }
    fields.check();
    return new NewKey(
        about, scopes, ownerScopes, notBefore, ending, networks, rates, signedOnly, order);
  }

  private static String environment(Fields fields, KeyFormat format) {
    String environment = fields.text("environment", 1, 16).orElse(format.environments().get(0));
    if (!format.environments().contains(environment)) {
      fields.refuse("environment", "is one of " + String.join(", ", format.environments()));
    }
    return environment;
  }

  private static void requireOrder(
      Fields fields, Instant now, Optional<Instant> notBefore, Ending ending) {
    Instant start = notBefore.filter(now::isBefore).orElse(now);
    if (ending.at().isPresent() && !ending.at().get().isAfter(start)) {
      fields.refuse(ending.field(), "ends the key before it starts to work, at " + start);
    }
  }
}
