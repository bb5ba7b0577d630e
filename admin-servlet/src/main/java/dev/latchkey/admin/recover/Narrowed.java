package dev.latchkey.admin.recover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Networks;
import dev.latchkey.key.Scopes;
import java.time.Instant;
import java.util.Optional;

/**
 * What a key is when an edit that was lost is made again as far as it takes something away. It is
 * never more than the key is now: whoever handed the edit back may not give anything.
 */
final class Narrowed {
  private Narrowed() {}

  /**
   * The key with what the edit leaves of it; disabled, where no network is left.
   *
   * @param edit the detail of a {@code key.change}: each changed field as text
   */
  static ApiKey by(ApiKey key, JsonNode edit) {
    Optional<Scopes> named =
        text(edit, "owner_scopes").filter("true"::equals).isPresent()
            ? Optional.empty()
            : text(edit, "scopes").map(Scopes::parse);
    Scopes scopes = named.map(key.most()::shared).orElse(key.scopes());
    Optional<Networks> networks =
        key.networks()
            .shared(text(edit, "allowed_ips").map(Networks::parse).orElse(key.networks()));
    boolean switchedOff = text(edit, "enabled").filter("false"::equals).isPresent();
    return new ApiKey(
        key.id(),
        key.account(),
        key.owner(),
        scopes,
        laterOf(key.notBefore(), instant(edit, "not_before")),
        earlierOf(key.expiresAt(), instant(edit, "expires_at")),
        key.enabled() && !switchedOff && networks.isPresent(),
        key.revocation(),
        networks.orElse(key.networks()),
        key.signedOnly() || text(edit, "signed_only").filter("true"::equals).isPresent(),
        key.ownerScopes() && named.isEmpty());
  }

  private static Optional<Instant> laterOf(Optional<Instant> one, Optional<Instant> other) {
    return one.filter(a -> other.map(a::isAfter).orElse(true)).or(() -> other);
  }

  private static Optional<Instant> earlierOf(Optional<Instant> one, Optional<Instant> other) {
    return one.filter(a -> other.map(a::isBefore).orElse(true)).or(() -> other);
  }

  private static Optional<Instant> instant(JsonNode edit, String field) {
    return text(edit, field).filter(text -> !text.isEmpty()).map(Instant::parse);
  }

  private static Optional<String> text(JsonNode edit, String field) {
    return edit.has(field) ? Optional.of(edit.path(field).asText()) : Optional.empty();
  }
}
