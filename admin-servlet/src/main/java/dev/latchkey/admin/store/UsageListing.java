package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How keys were used, as far as guards have told and it was added up. Throws {@link
 * dev.latchkey.store.StoreException} when the store could not tell.
 */
public interface UsageListing {
  /** The outcome of a request that was let through. */
  String ALLOWED = "allowed";

  /** Hours in which keys were used, the newest first, and then by key. */
  List<Hour> hours(Query query);

  /** Which of its scopes a key has taken. */
  List<ScopeUse> scopes(KeyId key);

  /** Where the secrets of a key were used from, the last use first. */
  List<AddressUse> addresses(KeyId key);

  /** What proved no key, on all nodes: a line an hour, the newest first. */
  List<Hour> unproven(Instant from, Instant until);

  /** How far what is told here can be relied on. */
  Reporting reporting();

  /**
   * Which hours.
   *
   * @param from the first hour that ends after this
   * @param until the last hour that begins before this
   * @param outcome only hours with such requests: {@code refused} stands for all but {@code
   *     allowed}
   * @param address only keys that were used from there, and hours from the first such use to the
   *     last
   * @param limit at least 1
   */
  record Query(
      AccountId account,
      Optional<KeyId> key,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<String> outcome,
      Optional<String> address,
      int limit,
      Optional<Place> after) {}

  /** Where a page ends. */
  record Place(Instant hour, KeyId key) {}

  /**
   * One hour.
   *
   * @param key empty for what proved none
   * @param outcomes how many requests ended how
   */
  record Hour(Instant start, Optional<KeyId> key, Map<String, Long> outcomes) {
    public Hour {
      outcomes = Map.copyOf(outcomes);
    }

    public long requests() {
      return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    public long refused() {
      return requests() - outcomes.getOrDefault(ALLOWED, 0L);
    }
  }

  /** How often, and when last, a scope was the one by which a request was let through. */
  record ScopeUse(Scope scope, long requests, Instant lastAt) {}

  /** When a secret was used from an address. */
  record AddressUse(int ordinal, String address, Instant firstAt, Instant lastAt) {}

  /**
   * How far usage can be relied on.
   *
   * @param since when it began to be told; empty when that is still to come
   * @param nodes those that serve
   */
  record Reporting(Optional<Instant> since, List<NodeReport> nodes) {
    public Reporting {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * What a node that serves has told.
   *
   * @param toldUntil empty when it has told nothing: it has just started, or usage is off there
   */
  record NodeReport(String name, Optional<Instant> toldUntil) {}
}
