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
import dev.latchkey.store.StoreException;
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

  /** More than that many at once would keep whoever calls from its other tasks. */
  private static final int BATCHES = 10;

  private final Ledger ledger;
  private final Proposals proposals;

  public Recovery(Ledger ledger, Proposals proposals) {
    this.ledger = ledger;
    this.proposals = proposals;
  }

  /**
   * Deals with what there is; with the rest, where that is very much, when it is called again.
   *
   * @throws dev.latchkey.store.StoreException when the store could not tell
   */
  public void run() {
    List<Entry> lost = proposals.open(AT_ONCE);
    for (int i = 0; i < BATCHES && !lost.isEmpty(); i++) {
      List<Entry> part = lost;
      int again = ledger.commit(KeyRecord.FIRST_START, facts -> recover(facts, part)).result();
      log.error(
          "latchkey entries {} to {} were lost; {} of these {} took away what still was there, and"
              + " that is taken away again; GET /v1/audit?action=history.lost names all",
          part.get(0).number(),
          part.get(part.size() - 1).number(),
          again,
          part.size());
      lost = proposals.open(AT_ONCE);
    }
  }

  private static int recover(Facts facts, List<Entry> lost) {
    int writtenAgain = 0;
    ArrayNode told = Json.array();
    for (Entry entry : lost) {
      if (facts.close(entry)) {
        ObjectNode line = told.addObject();
        line.put("number", entry.number());
        line.put("action", entry.action());
        line.put("target", entry.target().toString());
        boolean again = writeAgain(facts, entry);
        line.put("written_again", again);
        writtenAgain += again ? 1 : 0;
      }
    }
    if (!told.isEmpty()) {
      note(facts, told);
    }
    return writtenAgain;
  }

  /** One that nobody can read, which a node did not write, must not keep the others waiting. */
  private static boolean writeAgain(Facts facts, Entry entry) {
    try {
      return Again.write(facts, entry);
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException unreadable) {
      log.error(
          "latchkey was handed back an entry {} that it cannot read ({}): is somebody else using"
              + " a guard's database role?",
          entry.number(),
          unreadable.getClass().getSimpleName());
      return false;
    }
  }

  private static void note(Facts facts, ArrayNode told) {
    Installation here = facts.installation().orElseThrow();
    ObjectNode detail = Json.object();
    detail.set("entries", told);
    facts.note(Deed.to(here, ACTION, Json.print(detail)));
  }
}
