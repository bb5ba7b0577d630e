package dev.latchkey.admin.rotate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Ending;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.key.ApiKey;
import java.time.Instant;

/**
 * Until when a key is good after a rotation: as before, unless the body says otherwise. That is the
 * one way to give a later end to a key whose secret has its end in print.
 */
record Term(KeyRecord old, Ending ending) {
  static Term read(Fields fields, KeyRecord old, Instant now) {
    Ending ending = Ending.change(fields, now);
    Instant start = old.key().notBefore().filter(now::isBefore).orElse(now);
    if (ending.at().isPresent() && !ending.at().get().isAfter(start)) {
      fields.refuse(ending.field(), "ends the key before it starts to work, at " + start);
    }
    return new Term(old, ending);
  }

  boolean isNew() {
    return ending.named() && !ending.at().equals(old.key().expiresAt());
  }

  /** The key with this end; a secret that has the end of before in print keeps to that. */
  KeyRecord applied() {
    return isNew()
        ? old.withSecrets(old.secrets().stream().map(this::keptToPrint).toList()).with(key())
        : old;
  }

  /** For the journal. */
  void tell(ObjectNode detail) {
    if (isNew()) {
      detail.put("expires_at", ending.at().map(Instant::toString).orElse(""));
    }
  }

  private StoredSecret keptToPrint(StoredSecret secret) {
    return secret.record().proof().hasDates()
        ? old.key().expiresAt().map(secret::endingBy).orElse(secret)
        : secret;
  }

  private ApiKey key() {
    ApiKey key = old.key();
    return new ApiKey(
        key.id(),
        key.account(),
        key.owner(),
        key.scopes(),
        key.notBefore(),
        ending.at(),
        key.enabled(),
        key.revocation(),
        key.networks(),
        key.signedOnly(),
        key.ownerScopes());
  }
}
