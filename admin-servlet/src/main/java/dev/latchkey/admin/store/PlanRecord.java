package dev.latchkey.admin.store;

import java.time.Duration;
import java.util.Optional;

/**
 * A plan as it is kept: what guards ask for, and all of its terms.
 *
 * @param secretAge the age at which a secret ends by itself
 * @param terms a JSON object, as the API writes it
 * @param declared whether it is one of the settings, which alone change it
 */
public record PlanRecord(
    String name, boolean apiAccess, Optional<Duration> secretAge, String terms, boolean declared) {

  /** The same, which the settings declare no more. */
  public PlanRecord undeclared() {
    return new PlanRecord(name, apiAccess, secretAge, terms, false);
  }
}
