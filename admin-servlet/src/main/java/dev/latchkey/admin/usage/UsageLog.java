package dev.latchkey.admin.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.exchange.Times;
import dev.latchkey.admin.store.UsageListing;
import dev.latchkey.admin.store.UsageListing.Hour;
import dev.latchkey.admin.store.UsageListing.Place;
import dev.latchkey.admin.store.UsageListing.Query;
import dev.latchkey.key.AccountId;
import dev.latchkey.key.Addresses;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /v1/usage}: how the keys of an account were used, and what came that was no key at all.
 */
public final class UsageLog {
  private static final Set<String> QUERY =
      Set.of("account", "key", "from", "until", "outcome", "address", "limit", "cursor");

  private final Door door;
  private final UsageListing listing;
  private final TimeSource time;

  public UsageLog(Door door, UsageListing listing, TimeSource time) {
    this.door = door;
    this.listing = listing;
    this.time = time;
  }

  /** {@code GET /v1/usage}: a line an hour and key, newest first. */
  public Reply page(Request request) {
    Actor actor = door.actor(request, Door.USAGE_READ);
    request.allowQuery(QUERY);
    int size = request.pageSize();
    List<Hour> found = listing.hours(query(actor, request, size + 1));
    List<Hour> page = found.subList(0, Math.min(size, found.size()));
    return Reply.page(
        views(page),
        found.size() > size
            ? page.get(size - 1).key().map(key -> cursor(page, key))
            : Optional.empty());
  }

  /** {@code GET /v1/usage/unproven}: what proved no key, for operators. */
  public Reply unproven(Request request) {
    Actor actor = door.actor(request, Door.USAGE_READ);
    actor.requireOperator();
    request.allowQuery(Set.of("from", "until"));
    Span span = Span.of(request, Instant.ofEpochMilli(time.currentTimeMillis()));
    return Reply.data(views(listing.unproven(span.from(), span.until())));
  }

  private static ArrayNode views(List<Hour> hours) {
    ArrayNode views = Json.array();
    hours.forEach(hour -> views.add(UsageView.hour(hour)));
    return views;
  }

  private static Query query(Actor actor, Request request, int limit) {
    return new Query(
        account(actor, request),
        request.query("key", KeyId::parse),
        request.query("from", Times::instant),
        request.query("until", Times::instant),
        request.query("outcome", UsageLog::outcome),
        request.query("address", UsageLog::address),
        limit,
        request.query("cursor", UsageLog::place));
  }

  /** Their own; operators may name another. */
  private static AccountId account(Actor actor, Request request) {
    Optional<AccountId> asked = request.query("account", AccountId::new);
    if (asked.isPresent()) {
      actor.requireOperator();
    }
    return asked.orElse(actor.account());
  }

  private static String outcome(String text) {
    if (!text.matches("[a-z][a-z_]{0,31}")) {
      throw new IllegalArgumentException("is a word like allowed, refused or scope_missing");
    }
    return text;
  }

  private static String address(String text) {
    if (Addresses.parse(text).isEmpty()) {
      throw new IllegalArgumentException("is an IP address");
    }
    return text;
  }

  private static String cursor(List<Hour> page, KeyId last) {
    return page.get(page.size() - 1).start().getEpochSecond() + "." + last.value();
  }

  private static Place place(String text) {
    if (!text.matches("[1-9][0-9]{0,10}\\.[A-Za-z0-9]{12}")) {
      throw new IllegalArgumentException("is not a cursor of this list");
    }
    int dot = text.indexOf('.');
    return new Place(
        Instant.ofEpochSecond(Long.parseLong(text.substring(0, dot))),
        new KeyId(text.substring(dot + 1)));
  }
}
