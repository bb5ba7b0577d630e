package dev.latchkey.admin.propagate;

import dev.latchkey.admin.store.Nodes;
import dev.latchkey.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Node rows in memory. For one thread. */
final class SeenNodes implements Nodes {
  private final Map<String, Seen> rows = new LinkedHashMap<>();
  private final List<String> retired = new ArrayList<>();
  private Duration doubt = Duration.ZERO;
  private Runnable meanwhile = () -> {};
  private boolean away;

  @Override
  public Census census() {
    meanwhile.run();
    if (away) {
      throw new StoreException("the store is away");
    }
    return new Census(List.copyOf(rows.values()), doubt);
  }

  @Override
  public void retire(Seen silent) {
    rows.remove(silent.id(), silent);
    retired.add(silent.id());
  }

  /** A node with a lease of ten seconds beats, having applied {@code entry}. */
  void beat(String id, long entry) {
    beat(id, entry, Duration.ZERO);
  }

  void beat(String id, long entry, Duration grace) {
    long beats = rows.containsKey(id) ? rows.get(id).beats() + 1 : 0;
    rows.put(
        id, new Seen(id, id, entry, beats, Instant.EPOCH, Duration.ofSeconds(10), grace, false));
  }

  void leave(String id) {
    rows.remove(id);
  }

  void doubt(Duration left) {
    doubt = left;
  }

  void meanwhile(Runnable happening) {
    meanwhile = happening;
  }

  void goAway() {
    away = true;
  }

  List<String> retired() {
    return retired;
  }
}
