package dev.latchkey.guard.usage;

import dev.latchkey.key.KeyId;
import dev.latchkey.store.UsageSink;
import dev.latchkey.store.UseRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be told, until the store has it. While that is away, more of the same secret and hour
 * is added to what waits already. What was tried once stays as it is and keeps its numbers: it may
 * have been written though nobody said so, and must not be written twice. For one thread.
 */
final class Outbox {
  private static final int AT_ONCE = 500;

  private record Slot(KeyId key, int ordinal, Instant hour) {}

  private final UsageSink sink;
  private final String node;
  private final int most;
  private final Map<Slot, SecretUse> waiting = new LinkedHashMap<>();
  private List<UseRecord> tried = List.of();
  private long next = 1;

  /**
   * Holds nothing yet.
   *
   * @param node the id of this node
   * @param most secrets and hours that may wait
   */
  Outbox(UsageSink sink, String node, int most) {
    this.sink = sink;
    this.node = node;
    this.most = most;
  }

  /** Takes what was seen; false where there is no room for it. */
  boolean put(SecretUse use) {
    Slot slot = new Slot(use.key(), use.ordinal(), use.hour());
    SecretUse earlier = waiting.get(slot);
    if (earlier != null) {
      earlier.add(use);
    } else if (waiting.size() < most) {
      waiting.put(slot, use);
    } else {
      return false;
    }
    return true;
  }

  /**
   * Tells all.
   *
   * @throws dev.latchkey.store.StoreException when not all of it could be told; the rest waits
   */
  void send() {
    while (!tried.isEmpty() || !waiting.isEmpty()) {
      if (tried.isEmpty()) {
        tried = some();
      }
      sendTried();
    }
  }

  /** Tells one thing more, once all the others are told. */
  void sendLast(UseRecord last) {
    tried = List.of(last);
    sendTried();
  }

  private void sendTried() {
    sink.append(node, next, tried);
    next += tried.size();
    tried = List.of();
  }

  private List<UseRecord> some() {
    List<UseRecord> some = new ArrayList<>();
    Iterator<SecretUse> uses = waiting.values().iterator();
    while (uses.hasNext() && some.size() < AT_ONCE) {
      some.add(uses.next().record());
      uses.remove();
    }
    return some;
  }
}
