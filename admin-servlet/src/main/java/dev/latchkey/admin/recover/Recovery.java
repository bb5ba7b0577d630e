package dev.latchkey.admin.recover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.admin.store.Proposals;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Target;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with entries that the database has lost, in a failover or a restore, and that a node has
 * handed back. What took something away is written again. What gave something cannot be: the digest
 * of a lost key is nowhere. One entry tells all of them.
 */
public final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final String ACTION = "history.lost";
  private static final int AT_ONCE = 100;

  private final Ledger ledger;
  private final Proposals proposals;

  public Recovery(Ledger ledger, Proposals proposals) {
    this.ledger = ledger;
    this.proposals = proposals;
  }

  /**
   * Deals with all that there is.
   *
   * @throws dev.latchkey.store.StoreException when the store could not tell
   */
  public void run() {
    List<Entry> lost = proposals.open(AT_ONCE);
    while (!lost.isEmpty()) {
      List<Entry> part = lost;
      ledger.commit(KeyRecord.FIRST_START, facts -> recover(facts, part));
      log.error(
          "latchkey entries {} to {} were lost; what they took away is written again",
          part.get(0).number(),
          part.get(part.size() - 1).number());
      lost = proposals.open(AT_ONCE);
    }
  }

  private static int recover(Facts facts, List<Entry> lost) {
    ArrayNode told = Json.array();
    for (Entry entry : lost) {
      if (facts.close(entry)) {
        ObjectNode line = told.addObject();
        line.put("number", entry.number());
        line.put("action", entry.action());
        line.put("target", entry.target().toString());
        line.put("written_again", Again.write(facts, entry));
      }
    }
    if (!told.isEmpty()) {
      note(facts, told);
    }
    return told.size();
  }

  private static void note(Facts facts, ArrayNode told) {
    Installation here = facts.installation().orElseThrow();
    ObjectNode detail = Json.object();
    detail.set("entries", told);
    facts.note(
        new Deed(
            ACTION,
            here.account(),
            new Target(Target.INSTALLATION, here.id()),
            Json.print(detail)));
  }
}
