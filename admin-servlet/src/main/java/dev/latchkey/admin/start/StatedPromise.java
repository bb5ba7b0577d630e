package dev.latchkey.admin.start;

import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.Promise;
import dev.latchkey.settings.SettingsException;
import java.util.Optional;

/**
 * The promise of this installation, which all its nodes make alike. The first start of an admin
 * servlet states it; afterwards only the command line changes it.
 */
public final class StatedPromise {
  private final Ledger ledger;

  public StatedPromise(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * States the promise, or finds that it is the stated one.
   *
   * @throws SettingsException when another one was stated
   */
  public void require(Promise promise) {
    Optional<Promise> stated =
        ledger
            .commit(
                KeyRecord.FIRST_START,
                facts -> {
                  Optional<Promise> before = installation(facts).promise();
                  if (before.isEmpty()) {
                    facts.put(promise);
                  }
                  return before;
                })
            .result();
    if (stated.isPresent() && !stated.get().equals(promise)) {
      throw new SettingsException(
          "latchkey.lease and latchkey.grace are "
              + promise
              + " here; this installation has "
              + stated.get()
              + ": set the same, or change the installation's with the command line (terms)");
    }
  }

  /** States another promise: nodes make it from their next start on. */
  public void change(String actor, Promise promise) {
    ledger.commit(
        actor,
        facts -> {
          Installation here = installation(facts);
          facts.put(promise);
          return facts.note(
              Deed.to(
                  here,
                  "installation.change",
                  Json.print(
                      Json.object()
                          .put("lease", promise.lease().toString())
                          .put("grace", promise.grace().toString()))));
        });
  }

  private static Installation installation(Facts facts) {
    return facts
        .installation()
        .orElseThrow(() -> new SettingsException("the database is empty: start the admin servlet"));
  }
}
