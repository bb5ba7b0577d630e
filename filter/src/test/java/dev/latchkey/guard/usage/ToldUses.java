package dev.latchkey.guard.usage;

import dev.latchkey.store.StoreException;
import dev.latchkey.store.UsageSink;
import dev.latchkey.store.UseRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store in memory that adds a number once, and can be away. Safe for use by many threads. */
final class ToldUses implements UsageSink {
  private final Map<Long, UseRecord> rows = new LinkedHashMap<>();
  private boolean away;
  private boolean mute;

  @Override
  public synchronized void append(String node, long first, List<UseRecord> uses) {
    if (away) {
      throw new StoreException("away");
    }
    for (int i = 0; i < uses.size(); i++) {
      rows.putIfAbsent(first + i, uses.get(i));
    }
    if (mute) {
      throw new StoreException("the answer was lost");
    }
  }

  synchronized void away(boolean now) {
    away = now;
  }

  /** Whether it does what it is asked to, and does not say so. */
  synchronized void mute(boolean now) {
    mute = now;
  }

  /** The rows of keys. */
  synchronized List<UseRecord> ofKeys() {
    return rows.values().stream().filter(row -> row.key().isPresent()).toList();
  }

  /** The rows of the node itself. */
  synchronized List<UseRecord> ofTheNode() {
    return rows.values().stream().filter(row -> row.key().isEmpty()).toList();
  }

  synchronized UseRecord only() {
    List<UseRecord> all = new ArrayList<>(ofKeys());
    if (all.size() != 1) {
      throw new AssertionError("not one row: " + all);
    }
    return all.get(0);
  }

  synchronized long sum(String outcome) {
    return rows.values().stream().mapToLong(row -> row.outcomes().getOrDefault(outcome, 0L)).sum();
  }
}
