package dev.latchkey.admin.store;

import dev.latchkey.key.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What one change does to keys of other systems: to many of them at once. */
public interface LegacyFacts {
  /** The legacy secrets that are found by any of these selectors. */
  List<LegacySecret> legacy(Collection<String> selectors);

  /** Writes keys that were not there before. */
  void add(List<KeyRecord> keys);

  /** The living legacy secrets of an account that do not end by {@code end}. */
  long legacyBeyond(AccountId account, Instant end);

  /** Gives those an end. */
  void endLegacy(AccountId account, Instant end);
}
