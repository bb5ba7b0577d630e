package dev.latchkey.guard;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How requests are read and answered.
 *
 * @param realm what challenges call the guarded thing
 * @param apiKeyHeader whether {@code X-Api-Key} is accepted beside {@code Authorization: Bearer}
 * @param corsPreflight whether CORS preflights pass without a key
 * @param recheckForwards whether forwards and includes must pass the rule of their own path too
 * @param warnBefore how long before a key stops working its answers say so; zero is never
 * @param identityHeaders request headers, besides {@code Latchkey-*}, that only the guard or a
 *     proxy may set: what a client sends under these names is removed
 * @param proxies whose word about the client's address is believed
 */
record RequestSettings(
    String realm,
    boolean apiKeyHeader,
    boolean corsPreflight,
    boolean recheckForwards,
    Duration warnBefore,
    Set<String> identityHeaders,
    Proxies proxies) {

  RequestSettings {
    identityHeaders =
        identityHeaders.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    if (warnBefore.isNegative()) {
      throw new IllegalArgumentException("is not negative; PT0S is never");
    }
  }
}
