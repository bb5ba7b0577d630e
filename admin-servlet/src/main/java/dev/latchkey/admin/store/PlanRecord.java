package dev.latchkey.admin.store;

import dev.latchkey.key.Rates;
import java.time.Duration;
import java.util.Optional;

/**
 * A plan as it is kept: what guards ask for, and all of its terms.
 *
 * @param secretAge the age at which a secret ends by itself
 * @param keyRates how often each key works
 * @param accountRates how often all keys of an account work together
 * @param terms a JSON object, as the API writes it
 * @param declared whether it is one of the settings, which alone change it
 */
public record PlanRecord(
    String name,
    boolean apiAccess,
    Optional<Duration> secretAge,
    Rates keyRates,
    Rates accountRates,
    String terms,
    boolean declared) {

  /** The same, which the settings declare no more. */
  public PlanRecord undeclared() {
    return new PlanRecord(name, apiAccess, secretAge, keyRates, accountRates, terms, false);
  }
}
