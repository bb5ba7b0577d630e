package dev.latchkey.admin.legacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.mint.Mint;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.key.text.KeyFormat;

/** Imports many keys for whoever runs the command line, a commit after the other. */
public final class Importer {
  /** The most keys of one commit. */
  public static final int MOST = ImportBody.MOST;

  private final Ledger ledger;
  private final Mint mint;
  private final KeyFormat format;
  private final String separator;
  private final ObjectNode usual;
  private final boolean dryRun;

  /** What came of a part. */
  public record Counts(long imported, long known) {
    public Counts plus(Counts other) {
      return new Counts(imported + other.imported, known + other.known);
    }
  }

  /**
   * Imports into {@code ledger}.
   *
   * @param separator what stands between the selector and the secret of a key
   * @param usual {@code defaults} as the API takes them
   */
  public Importer(
      Ledger ledger,
      Mint mint,
      KeyFormat format,
      String separator,
      ObjectNode usual,
      boolean dryRun) {
    this.ledger = ledger;
    this.mint = mint;
    this.format = format;
    this.separator = separator;
    this.usual = usual;
    this.dryRun = dryRun;
  }

  /**
   * Imports up to {@link #MOST} keys, all or none.
   *
   * @param actor who, as the journal names it
   * @throws dev.latchkey.admin.exchange.Problem with pointers like {@code #/keys/17/hash}
   */
  public Counts run(String actor, ArrayNode keys) {
    ObjectNode body = Json.object().put("dry_run", dryRun);
    body.set("defaults", usual);
    body.set("keys", keys);
    Imported imported =
        ledger
            .commit(
                actor,
                facts ->
                    Import.run(
                        facts,
                        actor,
                        Bounds.NONE,
                        mint,
                        ImportBody.read(Fields.of(body), separator, format, facts.now())))
            .result();
    return new Counts(imported.keys().size() - imported.known(), imported.known());
  }
}
