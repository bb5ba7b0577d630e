package dev.latchkey.admin.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.LastUse;
import dev.latchkey.admin.store.StoredSecret;
import dev.latchkey.admin.store.UsageListing.AddressUse;
import dev.latchkey.admin.store.UsageListing.Hour;
import dev.latchkey.admin.store.UsageListing.ScopeUse;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Usage as the API shows it. */
final class UsageView {
  private UsageView() {}

  /** An hour of a key, or of what proved none. */
  static ObjectNode hour(Hour hour) {
    ObjectNode view = Json.object();
    hour.key().map(KeyId::toString).ifPresent(key -> view.put("key_id", key));
    Json.put(view, "hour", Optional.of(hour.start()));
    putCounts(view, hour);
    return view;
  }

  /** All of several hours. */
  static ObjectNode totals(List<Hour> hours) {
    Map<String, Long> outcomes = new TreeMap<>();
    hours.forEach(hour -> hour.outcomes().forEach((name, n) -> outcomes.merge(name, n, Long::sum)));
    ObjectNode view = Json.object();
    putCounts(view, new Hour(Instant.EPOCH, Optional.empty(), outcomes));
    return view;
  }

  /** Whether what is said here can be relied on. */
  static void put(ObjectNode view, Currency known) {
    Json.put(view, "told_since", known.since());
    view.put("current", known.isCurrent());
    ArrayNode silent = view.putArray("silent_nodes");
    known.silent().forEach(silent::add);
  }

  /** What a key was granted, with its last use. */
  static ArrayNode scopes(KeyRecord record, List<ScopeUse> uses) {
    ArrayNode views = Json.array();
    for (Scope scope : record.key().scopes().all()) {
      Optional<ScopeUse> use = of(scope, uses);
      ObjectNode view = views.addObject();
      view.put("scope", scope.toString());
      view.put("requests", use.map(ScopeUse::requests).orElse(0L));
      Json.put(view, "last_used_at", use.map(ScopeUse::lastAt));
    }
    return views;
  }

  /** What a key was granted and has not taken. */
  static ArrayNode neverUsed(KeyRecord record, List<ScopeUse> uses) {
    ArrayNode names = Json.array();
    record.key().scopes().all().stream()
        .filter(scope -> of(scope, uses).isEmpty())
        .forEach(scope -> names.add(scope.toString()));
    return names;
  }

  /** A secret with its last use, where from, and whether it can be ended. */
  static ObjectNode secret(StoredSecret secret, List<AddressUse> all, Optional<Advice> advice) {
    Optional<LastUse> use = secret.lastUse();
    ObjectNode view = Json.object();
    view.put("n", secret.record().ordinal());
    Json.put(view, "created_at", Optional.of(secret.record().createdAt()));
    Json.put(view, "ends_at", secret.record().endsAt());
    Json.put(view, "first_used_at", use.map(LastUse::firstAt));
    Json.put(view, "last_used_at", use.map(LastUse::at));
    Json.putText(view, "last_used_from", use.flatMap(LastUse::address));
    Json.putText(view, "last_used_by", use.flatMap(LastUse::agent));
    view.set("addresses", addresses(secret, all));
    advice.ifPresentOrElse(
        given -> view.put("safe_to_retire", given.safe()), () -> view.putNull("safe_to_retire"));
    Json.putText(view, "reason", advice.map(Advice::reason));
    return view;
  }

  private static ArrayNode addresses(StoredSecret secret, List<AddressUse> all) {
    ArrayNode views = Json.array();
    for (AddressUse use : all) {
      if (use.ordinal() == secret.record().ordinal()) {
        ObjectNode view = views.addObject();
        view.put("address", use.address());
        Json.put(view, "first_used_at", Optional.of(use.firstAt()));
        Json.put(view, "last_used_at", Optional.of(use.lastAt()));
      }
    }
    return views;
  }

  private static void putCounts(ObjectNode view, Hour hour) {
    view.put("requests", hour.requests());
    view.put("refused", hour.refused());
    ArrayNode outcomes = view.putArray("outcomes");
    new TreeMap<>(hour.outcomes())
        .forEach((name, n) -> outcomes.addObject().put("outcome", name).put("requests", n));
  }

  private static Optional<ScopeUse> of(Scope scope, List<ScopeUse> uses) {
    return uses.stream().filter(use -> use.scope().equals(scope)).findFirst();
  }
}
