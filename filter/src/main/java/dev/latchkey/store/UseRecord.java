package dev.latchkey.store;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one node saw of one secret within one report. Immutable.
 *
 * @param key whose; empty for what proved no key: a node tells that at the end of each report, even
 *     where it is nothing, so that everybody knows until when it has told all
 * @param ordinal which of its secrets; 0 without a key
 * @param from the minute of the first request
 * @param lastAt the last request, to the second; without a key, until when all has been told
 * @param outcomes how many requests ended how, like {@code allowed} and {@code expired}
 * @param scopes how many requests took which of the scopes that the key was granted
 * @param addresses some of those where it was used from, each once; those of the first requests
 * @param address where the last request came from; empty without a key
 * @param agent what sent the last request: the product that it names, never the whole header
 */
public record UseRecord(
    Optional<KeyId> key,
    int ordinal,
    Instant from,
    Instant lastAt,
    Map<String, Long> outcomes,
    Map<Scope, Long> scopes,
    List<String> addresses,
    String address,
    String agent) {
  public UseRecord {
    outcomes = Map.copyOf(outcomes);
    scopes = Map.copyOf(scopes);
    addresses = List.copyOf(addresses);
  }
}
