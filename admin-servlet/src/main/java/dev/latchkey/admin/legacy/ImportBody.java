package dev.latchkey.admin.legacy;

import dev.latchkey.admin.exchange.Fields;
import dev.latchkey.key.text.KeyFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody wants imported.
 *
 * @param dryRun whether to tell only what would come of it
 */
record ImportBody(List<Line> lines, boolean dryRun) {
  /** The most keys of one commit. */
  static final int MOST = 10_000;

  /**
   * Reads a body.
   *
   * @param separator what stands between the selector and the secret of a key
   * @throws dev.latchkey.admin.exchange.Problem 400 naming every field that is wrong
   */
  static ImportBody read(Fields fields, String separator, KeyFormat format, Instant now) {
    boolean dryRun = fields.flag("dry_run").orElse(false);
    Wanted usual = Wanted.read(fields.part("defaults"), format, now);
    List<Line> lines = new ArrayList<>();
    for (Fields key : fields.objects("keys", 1, MOST)) {
      lines.add(Line.read(key, usual, separator, format, now));
    }
    fields.check();
    return new ImportBody(lines, dryRun);
  }
}
