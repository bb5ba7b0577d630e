package dev.latchkey.admin.legacy;

import dev.latchkey.key.KeyId;
import java.util.List;

/**
 * What came of an import, line by line.
 *
 * @param dryRun whether nothing was done, and new keys have no id yet
 */
record Imported(List<Result> keys, boolean dryRun) {
  Imported {
    keys = List.copyOf(keys);
  }

  long known() {
    return keys.stream().filter(Result::known).count();
  }

  /**
   * One line.
   *
   * @param known whether it had been imported before
   */
  record Result(KeyId id, boolean known) {}
}
