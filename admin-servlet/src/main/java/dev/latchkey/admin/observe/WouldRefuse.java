package dev.latchkey.admin.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.exchange.Times;
import dev.latchkey.admin.store.ObservedListing;
import dev.latchkey.admin.store.ObservedListing.Line;
import dev.latchkey.admin.store.ObservedListing.Query;
import dev.latchkey.key.KeyId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/observed}: who would have been refused and why; for operators. */
public final class WouldRefuse implements Handler {
  private final Door door;
  private final ObservedListing listing;

  public WouldRefuse(Door door, ObservedListing listing) {
    this.door = door;
    this.listing = listing;
  }

  @Override
  public Reply handle(Request request) {
    door.actor(request, Door.USAGE_READ).requireOperator();
    request.allowQuery(Set.of("since", "limit", "cursor"));
    int size = request.pageSize();
    int skip = request.query("cursor", WouldRefuse::place).orElse(0);
    List<Line> found =
        listing.list(new Query(request.query("since", Times::instant), size + 1, skip));
    boolean more = found.size() > size;
    ArrayNode views = Json.array();
    found.stream().limit(size).forEach(line -> put(views.addObject(), line));
    return Reply.page(views, more ? Optional.of(Integer.toString(skip + size)) : Optional.empty());
  }

  private static Integer place(String text) {
    if (!text.matches("[1-9][0-9]{0,7}")) {
      throw new IllegalArgumentException("is not a cursor of this list");
    }
    return Integer.valueOf(text);
  }

  private static void put(ObjectNode view, Line line) {
    view.put("method", line.kind().method());
    view.put("route", line.kind().route());
    view.put("reason", line.kind().reason());
    view.put("why", line.kind().why());
    view.put("address", line.kind().address());
    Json.putText(view, "key_id", line.kind().key().map(KeyId::toString));
    view.put("requests", line.requests());
    Json.put(view, "first_at", Optional.of(line.firstAt()));
    Json.put(view, "last_at", Optional.of(line.lastAt()));
  }
}
