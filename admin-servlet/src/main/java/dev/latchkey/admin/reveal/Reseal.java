package dev.latchkey.admin.reveal;

import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Facts;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.Keepsake;
import dev.latchkey.admin.store.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Seals every copy anew under the newest key, a batch a commit, so that nobody waits long. What was
 * done stays done when it breaks off; the next run goes on with the rest.
 */
public final class Reseal {
  private static final int BATCH = 100;

  private final Ledger ledger;
  private final Copies copies;

  public Reseal(Ledger ledger, Copies copies) {
    this.ledger = ledger;
    this.copies = copies;
  }

  /**
   * What came of it.
   *
   * @param stuck copies that stay as they are
   * @param why they do, each reason once
   */
  public record Tally(int resealed, int newest, int stuck, List<String> why) {
    static final Tally NOTHING = new Tally(0, 0, 0, List.of());

    public Tally {
      why = why.stream().distinct().toList();
    }

    Tally plusResealed() {
      return new Tally(resealed + 1, newest, stuck, why);
    }

    Tally plusNewest() {
      return new Tally(resealed, newest + 1, stuck, why);
    }

    Tally plusStuck(String reason) {
      List<String> more = new ArrayList<>(why);
      more.add(reason);
      return new Tally(resealed, newest, stuck + 1, more);
    }
  }

  private record Progress(Tally tally, Optional<Keepsake> last, boolean done) {}

  /** Goes through all copies. The last commit says in the journal what was done. */
  public Tally run(String actor) {
    Progress progress = new Progress(Tally.NOTHING, Optional.empty(), false);
    while (!progress.done()) {
      Progress before = progress;
      progress = ledger.commit(actor, facts -> goOn(facts, before)).result();
    }
    return progress.tally();
  }

  private Progress goOn(Facts facts, Progress before) {
    List<Keepsake> batch = facts.keepsakes().after(before.last(), BATCH);
    Tally tally = before.tally();
    Optional<Keepsake> last = before.last();
    for (Keepsake copy : batch) {
      tally = sealAnew(facts, copy, tally);
      last = Optional.of(copy);
    }
    boolean done = batch.size() < BATCH;
    if (done && tally.resealed() > 0) {
      note(facts, tally);
    }
    return new Progress(tally, last, done);
  }

  private Tally sealAnew(Facts facts, Keepsake copy, Tally tally) {
    if (copies.isNewest(copy)) {
      return tally.plusNewest();
    }
    Optional<String> missing = copies.missing(copy);
    if (missing.isPresent()) {
      return tally.plusStuck("the key " + missing.get() + " is not among latchkey.admin.seal-keys");
    }
    try {
      facts.keepsakes().put(copies.sealAnew(copy));
      return tally.plusResealed();
    } catch (IllegalStateException broken) {
      return tally.plusStuck(
          "the copy of secret " + copy.ordinal() + " of " + copy.key() + " does not open");
    }
  }

  private void note(Facts facts, Tally tally) {
    Installation here = facts.installation().orElseThrow();
    facts.note(
        Deed.to(
            here,
            "secrets.reseal",
            Json.print(
                Json.object().put("under", copies.newest()).put("secrets", tally.resealed()))));
  }
}
