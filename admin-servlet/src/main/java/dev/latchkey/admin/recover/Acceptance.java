package dev.latchkey.admin.recover;

import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.journal.Lineage;

/**
 * An operator takes the history of a restored database as it is. Nodes that had followed another
 * one go on with it, and hold on to the revocations that they know.
 */
public final class Acceptance {
  private final Ledger ledger;

  public Acceptance(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Accepts the history that ends at an entry.
   *
   * @param actor who, as the journal names it
   * @param head the number of the last entry that the operator has seen
   * @param reason for the journal
   * @return the number of the entry that says so
   * @throws IllegalArgumentException when the history ends elsewhere by now
   */
  public long accept(String actor, long head, String reason) {
    return ledger.commit(actor, facts -> accept(facts, head, reason)).entry();
  }

  private static long accept(Facts facts, long head, String reason) {
    Installation here = facts.installation().orElseThrow();
    long number =
        facts.note(Deed.to(here, Lineage.ACCEPT, Json.print(Json.object().put("reason", reason))));
    if (number != head + 1) {
      throw new IllegalArgumentException(
          "the journal ends at entry " + (number - 1) + ", not at " + head + ": look again");
    }
    facts.doubtNodes();
    return number;
  }
}
