package dev.latchkey.admin.sign;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.store.SigningKey;
import dev.latchkey.admin.store.SigningKeys;
import dev.latchkey.key.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /.well-known/jwks.json}: what anybody verifies our tokens by, as RFC 7517 section 5
 * has it. Anybody may ask, so the database is asked once a second at most.
 */
public final class Jwks implements Handler {
  private static final String TYPE = "application/jwk-set+json";
  private static final Duration KEPT_BY_OTHERS = Duration.ofMinutes(5);
  private static final long KEPT_HERE = Duration.ofSeconds(1).toNanos();

  private record Read(List<SigningKey> keys, long at) {}

  private final SigningKeys keys;
  private final TimeSource time;
  private volatile Optional<Read> last = Optional.empty();

  public Jwks(SigningKeys keys, TimeSource time) {
    this.keys = keys;
    this.time = time;
  }

  @Override
  public Reply handle(Request request) {
    request.allowQuery(Set.of());
    Instant now = Instant.ofEpochMilli(time.currentTimeMillis());
    ArrayNode published = Json.array();
    read().stream()
        .filter(key -> key.isPublishedAt(now))
        .forEach(key -> published.add(Json.own(key.publicJwk())));
    ObjectNode set = Json.object();
    set.set("keys", published);
    return Reply.cached(TYPE, Json.print(set), KEPT_BY_OTHERS);
  }

  private List<SigningKey> read() {
    long now = time.nanoTime();
    Read read =
        last.filter(recent -> now - recent.at() < KEPT_HERE)
            .orElseGet(() -> new Read(keys.signingKeys(), now));
    last = Optional.of(read);
    return read.keys();
  }
}
