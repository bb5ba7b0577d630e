package dev.latchkey.journal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries of which a node has seen the loss, each once, the latest. For one thread. */
final class Losses {
  private static final int MOST = 10_000;

  private final Map<String, Entry> byHash = new LinkedHashMap<>();

  void add(List<Entry> lost) {
    lost.forEach(entry -> byHash.put(entry.hash(), entry));
    Iterator<String> eldest = byHash.keySet().iterator();
    while (byHash.size() > MOST) {
      eldest.next();
      eldest.remove();
    }
  }

  boolean isEmpty() {
    return byHash.isEmpty();
  }

  List<Entry> all() {
    return List.copyOf(byHash.values());
  }
}
