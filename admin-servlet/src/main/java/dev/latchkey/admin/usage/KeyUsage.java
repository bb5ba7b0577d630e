package dev.latchkey.admin.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.exchange.Times;
import dev.latchkey.admin.store.Directory;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.admin.store.UsageListing;
import dev.latchkey.admin.store.UsageListing.AddressUse;
import dev.latchkey.admin.store.UsageListing.Hour;
import dev.latchkey.admin.store.UsageListing.Query;
import dev.latchkey.admin.store.UsageListing.ScopeUse;
import dev.latchkey.key.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/users/{user_id}/apikeys/{key_id}/usage}: how a key was used, which of its scopes
 * were never taken, who still uses an old secret, and whether that can be ended.
 */
public final class KeyUsage implements Handler {
  private static final Duration USUAL_QUIET = Duration.ofDays(7);

  private final Door door;
  private final Directory directory;
  private final UsageListing listing;
  private final TimeSource time;
  private final Duration within;

  /**
   * Reads from there.
   *
   * @param within how long ago the last report of a node may be
   */
  public KeyUsage(
      Door door, Directory directory, UsageListing listing, TimeSource time, Duration within) {
    this.door = door;
    this.directory = directory;
    this.listing = listing;
    this.time = time;
    this.within = within;
  }

  @Override
  public Reply handle(Request request) {
    Actor actor = door.actor(request, Door.USAGE_READ);
    request.allowQuery(Set.of("from", "until", "quiet"));
    KeyRecord record = Door.key(directory, actor, request);
    Instant now = Instant.ofEpochMilli(time.currentTimeMillis());
    Span span = Span.of(request, now);
    Duration quiet = request.query("quiet", Times::duration).orElse(USUAL_QUIET);
    Currency known = Currency.of(listing.reporting(), now, within);
    ObjectNode view = Json.object();
    view.put("key_id", record.id().toString());
    UsageView.put(view, known);
    Json.put(view, "last_used_at", record.lastUsedAt());
    putHours(view, record, span);
    putScopes(view, record);
    view.set("secrets", secrets(record, known, quiet, now));
    return Reply.data(view);
  }

  private void putHours(ObjectNode view, KeyRecord record, Span span) {
    List<Hour> hours = listing.hours(query(record, span));
    Json.put(view, "from", Optional.of(span.from()));
    Json.put(view, "until", Optional.of(span.until()));
    view.set("totals", UsageView.totals(hours));
    ArrayNode views = view.putArray("hours");
    hours.forEach(hour -> views.add(UsageView.hour(hour)));
  }

  private static Query query(KeyRecord record, Span span) {
    return new Query(
        record.key().account(),
        Optional.of(record.id()),
        Optional.of(span.from()),
        Optional.of(span.until()),
        Optional.empty(),
        Optional.empty(),
        Span.MOST_HOURS,
        Optional.empty());
  }

  private void putScopes(ObjectNode view, KeyRecord record) {
    List<ScopeUse> uses = listing.scopes(record.id());
    view.set("scopes", UsageView.scopes(record, uses));
    view.set("never_used_scopes", UsageView.neverUsed(record, uses));
  }

  private ArrayNode secrets(KeyRecord record, Currency known, Duration quiet, Instant now) {
    List<AddressUse> addresses = listing.addresses(record.id());
    ArrayNode views = Json.array();
    for (StoredSecret secret : record.secrets()) {
      Optional<Advice> advice = Advice.on(secret, record, known, quiet, now);
      views.add(UsageView.secret(secret, addresses, advice));
    }
    return views;
  }
}
