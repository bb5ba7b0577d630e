package dev.latchkey.journal;

import java.util.List;
import java.util.Optional;

/** Whether entries follow a position without a gap. */
final class Continuity {
  private Continuity() {}

  /** What is wrong with the numbers of {@code entries}; empty when they follow {@code at}. */
  static Optional<String> broken(Position at, List<Entry> entries) {
    long expected = at.entry();
    for (Entry entry : entries) {
      expected++;
      if (entry.number() != expected) {
        return Optional.of(
            "the journal goes from entry " + (expected - 1) + " to " + entry.number());
      }
    }
    return Optional.empty();
  }

  static Position after(Position at, List<Entry> entries) {
    if (entries.isEmpty()) {
      return at;
    }
    Entry last = entries.get(entries.size() - 1);
    return new Position(at.installation(), last.number(), last.hash());
  }
}
