package dev.latchkey.admin.legacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.admin.access.Actor;
import dev.latchkey.admin.access.Door;
import dev.latchkey.admin.exchange.Handler;
import dev.latchkey.admin.exchange.Json;
import dev.latchkey.admin.exchange.Reply;
import dev.latchkey.admin.exchange.Request;
import dev.latchkey.admin.mint.Mint;
import dev.latchkey.admin.propagate.Propagation;
import dev.latchkey.admin.store.Ledger;
import dev.latchkey.key.text.KeyFormat;
import java.time.Duration;
import java.util.Set;

/**
 * {@code POST /v1/apikeys/import}. Needs no Idempotency-Key: what was imported before is known when
 * it comes again.
 */
public final class ImportCall implements Handler {
  private final Door door;
  private final Ledger ledger;
  private final Mint mint;
  private final KeyFormat format;
  private final String separator;
  private final Propagation propagation;

  /**
   * Imports into {@code ledger}.
   *
   * @param separator what stands between the selector and the secret of a key
   */
  public ImportCall(
      Door door,
      Ledger ledger,
      Mint mint,
      KeyFormat format,
      String separator,
      Propagation propagation) {
    this.door = door;
    this.ledger = ledger;
    this.mint = mint;
    this.format = format;
    this.separator = separator;
    this.propagation = propagation;
  }

  @Override
  public Reply handle(Request request) {
    Actor actor = door.actor(request, Door.KEYS_IMPORT);
    request.allowQuery(Set.of("wait"));
    Duration wait = propagation.noWait(request);
    Ledger.Committed<Imported> committed =
        ledger.commit(
            actor.name(),
            facts -> {
              ImportBody body = ImportBody.read(request.fields(), separator, format, facts.now());
              return Import.run(facts, actor.name(), Bounds.of(actor), mint, body);
            });
    return Reply.written(200, view(committed.result()), propagation.of(committed.entry(), wait));
  }

  private static ObjectNode view(Imported imported) {
    ObjectNode view = Json.object();
    view.put("imported", imported.keys().size() - imported.known());
    view.put("known", imported.known());
    view.put("dry_run", imported.dryRun());
    ArrayNode keys = view.putArray("keys");
    for (Imported.Result result : imported.keys()) {
      ObjectNode key = keys.addObject();
      if (result.known() || !imported.dryRun()) {
        key.put("id", result.id().toString());
      }
      key.put("outcome", result.known() ? "known" : "imported");
    }
    return view;
  }
}
