package dev.latchkey.admin.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.store.LegacyListing;
import dev.latchkey.admin.store.LegacyListing.Counts;
import dev.latchkey.admin.store.LegacyListing.Line;
import dev.latchkey.admin.store.LegacyListing.Query;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.TimeSource;
import dev.latchkey.key.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/apikeys/legacy}: the keys of other systems that still work, and which of them
 * somebody uses. Who has not moved yet is seen and not replaced.
 */
public final class StillInUse implements Handler {
  private final Door door;
  private final LegacyListing listing;
  private final TimeSource time;

  public StillInUse(Door door, LegacyListing listing, TimeSource time) {
    this.door = door;
    this.listing = listing;
    this.time = time;
  }

  @Override
  public Reply handle(Request request) {
    Actor actor = door.actor(request, Door.KEYS_READ);
    request.allowQuery(Set.of("seen", "user", "limit", "cursor"));
    int size = request.pageSize();
    Query query =
        new Query(
            actor.account(Optional.empty()),
            request.query("user", UserId::new),
            request.query("seen", StillInUse::flag),
            Instant.ofEpochMilli(time.currentTimeMillis()),
            size + 1,
            request.query("cursor", KeyId::parse));
    List<Line> found = listing.list(query);
    List<Line> page = found.size() > size ? found.subList(0, size) : found;
    Optional<String> next =
        found.size() > size ? Optional.of(page.get(size - 1).key().toString()) : Optional.empty();
    return Reply.page(view(page, listing.count(query)), next);
  }

  private static ObjectNode view(List<Line> page, Counts counts) {
    ObjectNode view = Json.object();
    view.put("working", counts.all());
    view.put("seen", counts.seen());
    var keys = view.putArray("keys");
    page.forEach(line -> put(keys.addObject(), line));
    return view;
  }

  private static void put(ObjectNode view, Line line) {
    view.put("id", line.key().toString());
    view.put("name", line.name());
    Json.putText(view, "user_id", line.owner().map(UserId::value));
    view.put("n", line.ordinal());
    Json.put(view, "imported_at", Optional.of(line.importedAt()));
    Json.put(view, "first_used_at", line.firstUsedAt());
    Json.put(view, "ends_at", line.endsAt());
    view.put("replaced", line.replaced());
  }

  private static Boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is true or false");
    };
  }
}
