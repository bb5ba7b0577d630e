package dev.latchkey.admin.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Ending;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.KeyFields;
import dev.latchkey.admin.store.About;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Rates;
import dev.latchkey.key.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants changed about a key.
 *
 * @param ending when the key shall end, where the body says
 * @param named the fields that the body names
 */
record KeyChanges(
    KeyRecord old, ApiKey key, About about, Rates rates, Ending ending, Set<String> named) {
  /** What may be said about a key whatever it is; the rest decides about access. */
  private static final Set<String> WORDS = Set.of("name", "description", "labels", "metadata");

  private static final List<String> ALL =
      List.of(
          "name",
          "description",
          "labels",
          "metadata",
          "scopes",
          "owner_scopes",
          "enabled",
          "not_before",
          "expires_at",
          "expires_in",
          "allowed_ips",
          "rate",
          "signed_only");

  /**
   * Reads the body of an edit.
   *
   * @throws dev.latchkey.admin.exchange.Problem 400 naming every field that is wrong
   */
  static KeyChanges read(Fields fields, KeyRecord old, Instant now) {
    ApiKey key = old.key();
    About about = about(fields, old.about());
    Scopes scopes = KeyFields.scopes(fields).orElse(key.scopes());
    boolean ownerScopes = ownerScopes(fields, key);
    boolean enabled = fields.flag("enabled").orElse(key.enabled());
    Optional<Instant> notBefore = instant(fields, "not_before", key.notBefore());
    Ending ending = Ending.change(fields, now);
    Optional<Instant> expiresAt = ending.named() ? ending.at() : key.expiresAt();
    Networks networks = KeyFields.networks(fields).orElse(key.networks());
    Rates rates = KeyFields.rates(fields).orElse(old.rates());
    boolean signedOnly = fields.flag("signed_only").orElse(key.signedOnly());
    if (signedOnly && !key.signedOnly() && !old.canSign(now)) {
      fields.refuse("signed_only", "goes with a key pair, and no secret that works is one");
    }
    requireOrder(fields, now, notBefore, expiresAt, ending);
    Set<String> named = Set.copyOf(ALL.stream().filter(fields::has).toList());
    fields.check();
    ApiKey changed =
        new ApiKey(
            key.id(),
            key.account(),
            key.owner(),
            ownerScopes ? Scopes.NONE : scopes,
            notBefore,
            expiresAt,
            enabled,
            key.revocation(),
            networks,
            signedOnly,
            ownerScopes);
    return new KeyChanges(old, changed, about, rates, ending, named);
  }

  boolean areOnlyWords() {
    return WORDS.containsAll(named);
  }

  /** Whether the body names another name. */
  boolean renames() {
    return !about.name().equals(old.about().name());
  }

  boolean areNone() {
    return key.equals(old.key()) && about.equals(old.about()) && rates.equals(old.rates());
  }

  /** The key as it shall be. */
  KeyRecord made() {
    return new KeyRecord(key, about, old.secrets(), old.secretAge(), rates, old.version() + 1);
  }

  /** Whether there are scopes that the key did not cover before. */
  boolean addsScopes() {
    return (key.ownerScopes() && !old.key().ownerScopes())
        || !before().missing(key.scopes()).isEmpty();
  }

  /** What is nothing new: a key that held whatever its owner held had all of it. */
  Scopes before() {
    return old.key().ownerScopes() ? Scopes.EVERYTHING : old.key().scopes();
  }

  /** Whether it names scopes that its owner has to hold. */
  boolean namesScopes() {
    return !key.ownerScopes() && (addsScopes() || old.key().ownerScopes());
  }

  /** Whether the key would work when a secret of it says in print that it does not. */
  boolean outlivePrint(Instant now) {
    return opensEarlierOrLater()
        && old.living(now).stream().anyMatch(secret -> secret.record().proof().hasDates());
  }

  private boolean opensEarlierOrLater() {
    ApiKey before = old.key();
    return key.notBefore().orElse(Instant.MIN).isBefore(before.notBefore().orElse(Instant.MIN))
        || key.expiresAt().orElse(Instant.MAX).isAfter(before.expiresAt().orElse(Instant.MAX));
  }

  /** Whether what the key holds can be used where or when it could not be before. */
  boolean widensUse() {
    ApiKey before = old.key();
    return (key.enabled() && !before.enabled())
        || (before.signedOnly() && !key.signedOnly())
        || !before.networks().contain(key.networks())
        || opensEarlierOrLater();
  }

  /** For the journal: each named field as it is now. */
  ObjectNode detail() {
    ObjectNode detail = Json.object();
    put(detail, "name", about.name());
    put(detail, "description", about.description());
    put(detail, "labels", String.join(" ", about.labels()));
    put(detail, "metadata", about.metadata());
    put(detail, "scopes", key.scopes().toString());
    put(detail, "owner_scopes", Boolean.toString(key.ownerScopes()));
    put(detail, "enabled", Boolean.toString(key.enabled()));
    put(detail, "not_before", key.notBefore().map(Instant::toString).orElse(""));
    if (ending.named()) {
      detail.put("expires_at", key.expiresAt().map(Instant::toString).orElse(""));
    }
    put(detail, "allowed_ips", key.networks().toString());
    put(detail, "rate", rates.toString());
    put(detail, "signed_only", Boolean.toString(key.signedOnly()));
    return detail;
  }

  private void put(ObjectNode detail, String name, String value) {
    if (named.contains(name)) {
      detail.put(name, value);
    }
  }

  /** Whoever names scopes wants those. */
  private static boolean ownerScopes(Fields fields, ApiKey old) {
    boolean named = fields.has("scopes");
    boolean wanted = KeyFields.ownerScopes(fields).orElse(old.ownerScopes() && !named);
    if (old.ownerScopes() && !wanted && !named) {
      fields.refuse("scopes", "is missing: the key has none of its own");
    }
    return wanted;
  }

  private static About about(Fields fields, About old) {
    return new About(
        fields.text("name", 1, 128).orElse(old.name()),
        fields.text("description", 0, 1024).orElse(old.description()),
        old.environment(),
        KeyFields.labels(fields).orElse(old.labels()),
        KeyFields.metadata(fields).orElse(old.metadata()),
        old.createdAt(),
        old.createdBy());
  }

  private static Optional<Instant> instant(Fields fields, String name, Optional<Instant> old) {
    if (fields.isNull(name)) {
      return Optional.empty();
    }
    return fields.has(name) ? fields.instant(name) : old;
  }

  private static void requireOrder(
      Fields fields,
      Instant now,
      Optional<Instant> notBefore,
      Optional<Instant> expiresAt,
      Ending ending) {
    boolean changed = ending.named() || fields.has("not_before");
    if (!changed || expiresAt.isEmpty()) {
      return;
    }
    if (ending.named() && !expiresAt.get().isAfter(now)) {
      fields.refuse(ending.field(), "is over; revoke the key to end it now");
    } else if (notBefore.isPresent() && !expiresAt.get().isAfter(notBefore.get())) {
      fields.refuse(
          ending.named() ? ending.field() : "not_before",
          "would end the key before it starts to work");
    }
  }
}
