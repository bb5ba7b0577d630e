package dev.latchkey.admin.browse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.mint.Minted;
import dev.latchkey.admin.store.About;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.LastUse;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Proof;
import dev.latchkey.key.Revocation;
import dev.latchkey.key.SecretRecord;
import dev.latchkey.key.UserId;
import dev.latchkey.key.text.KeyFormat;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** A key as the API shows it: everything but its secrets. */
public final class KeyView {
  private final KeyFormat format;

  public KeyView(KeyFormat format) {
    this.format = format;
  }

  public ObjectNode of(KeyRecord record, Instant now) {
    return of(record, now, Optional.empty());
  }

  /** The same with a new secret: for the one answer that may carry it. */
  public ObjectNode withSecret(KeyRecord record, Instant now, Minted minted) {
    return of(record, now, Optional.of(minted));
  }

  private ObjectNode of(KeyRecord record, Instant now, Optional<Minted> minted) {
    ApiKey key = record.key();
    About about = record.about();
    ObjectNode view = Json.object();
    view.put("id", key.id().toString());
    view.put("name", about.name());
    minted.flatMap(Minted::text).ifPresent(shown -> view.put("key", shown));
    minted.ifPresent(made -> made.beside().forEach(view::put));
    view.put("kind", record.kind().word());
    view.set("scopes", texts(key.scopes().all()));
    view.put("owner_scopes", key.ownerScopes());
    Json.put(view, "created_at", Optional.of(about.createdAt()));
    view.put("created_by", about.createdBy());
    view.put("account_id", key.account().value());
    Json.putText(view, "user_id", key.owner().map(UserId::value));
    view.put("status", key.status(now).word());
    view.put("enabled", key.enabled());
    view.put("redacted", redacted(record));
    view.put("environment", about.environment());
    view.put("description", about.description());
    view.set("labels", texts(about.labels()));
    Json.put(view, "not_before", key.notBefore());
    Json.put(view, "expires_at", key.expiresAt());
    Json.put(view, "last_used_at", record.lastUsedAt());
    Json.put(view, "revoked_at", key.revocation().map(Revocation::at));
    Json.putText(view, "revoked_by", key.revocation().map(Revocation::by));
    Json.putText(view, "revoked_reason", key.revocation().map(Revocation::reason));
    view.set("allowed_ips", texts(key.networks().all()));
    view.set("rate", texts(record.rates().all()));
    view.put("signed_only", key.signedOnly());
    view.set("metadata", Json.own(about.metadata()));
    view.set("secrets", secrets(record, now));
    return view;
  }

  /** Every JWT begins alike; how a text of another system begins is not known. */
  private String redacted(KeyRecord record) {
    return switch (record.kind()) {
      case SIGNED -> "eyJ…";
      case LEGACY -> "…";
      default -> format.redacted(record.about().environment(), record.id());
    };
  }

  /** The version of a key, as an entity tag: RFC 9110 section 8.8.3. */
  public static String entityTag(KeyRecord record) {
    return "\"" + record.version() + '"';
  }

  private static ArrayNode secrets(KeyRecord record, Instant now) {
    ArrayNode secrets = Json.array();
    for (StoredSecret stored : record.secrets()) {
      SecretRecord secret = record.effective(stored);
      ObjectNode view = secrets.addObject();
      view.put("n", secret.ordinal());
      view.put("kind", secret.proof().kind().word());
      if (secret.proof() instanceof Proof.OfKeyPair pair) {
        view.put("algorithm", pair.half().curve().jwsAlgorithm());
        view.put("public_key", pair.half().base64());
      }
      Json.put(view, "created_at", Optional.of(secret.createdAt()));
      Json.put(view, "ends_at", secret.endsAt());
      view.put("status", secret.worksAt(now) ? "active" : "ended");
      Json.put(view, "last_used_at", stored.lastUse().map(LastUse::at));
      Json.putText(view, "last_used_from", stored.lastUse().flatMap(LastUse::address));
      Json.putText(view, "last_used_by", stored.lastUse().flatMap(LastUse::agent));
      view.put("recoverable", stored.recoverable() && isAlive(record, secret, now));
    }
    return secrets;
  }

  private static boolean isAlive(KeyRecord record, SecretRecord secret, Instant now) {
    return record.key().revocation().isEmpty() && secret.worksAt(now);
  }

  private static ArrayNode texts(Collection<?> values) {
    ArrayNode texts = Json.array();
    values.forEach(value -> texts.add(value.toString()));
    return texts;
  }
}
