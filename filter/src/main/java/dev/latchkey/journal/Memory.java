package dev.latchkey.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The last entries that a node has followed: what it can still say of a history that the database
 * has lost. For one thread.
 */
final class Memory {
  /** More than a replica that is fit for promotion lags behind, or changes are made in hours. */
  private static final int MOST = 10_000;

  private final Deque<Entry> entries = new ArrayDeque<>();

  /** Starts anew with {@code recent}. */
  void startWith(List<Entry> recent) {
    entries.clear();
    add(recent);
  }

  void add(List<Entry> following) {
    entries.addAll(following);
    while (entries.size() > MOST) {
      entries.removeFirst();
    }
  }

  /** The entries of this memory that are not in a database, oldest first. */
  List<Entry> lostBy(Feed feed) {
    if (entries.isEmpty()) {
      return List.of();
    }
    Map<Long, String> there = feed.hashes(entries.getFirst().number(), entries.getLast().number());
    return entries.stream().filter(e -> !e.hash().equals(there.get(e.number()))).toList();
  }

  /** Whether an entry before {@code lost} is remembered: one that both histories share. */
  boolean remembersBefore(List<Entry> lost) {
    return lost.size() < entries.size();
  }
}
