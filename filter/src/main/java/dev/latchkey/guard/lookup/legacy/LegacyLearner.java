package dev.latchkey.guard.lookup.legacy;

import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Learner;
import dev.latchkey.journal.Position;
import dev.latchkey.journal.Target;
import java.util.List;
import java.util.Set;

/** Learns like another, and of imports as well. */
record LegacyLearner(Learner other, KnownSelectors selectors) implements Learner {
  private static final String IMPORT = "key.import";

  /** What changes these never adds a legacy key, unless it says that it does. */
  private static final Set<String> KNOWN = Set.of(Target.KEY, Target.USER, Target.ACCOUNT);

  @Override
  public void learn(List<Entry> entries) {
    other.learn(entries);
    if (entries.stream().anyMatch(LegacyLearner::mayAdd)) {
      selectors.forget();
    }
  }

  @Override
  public void startAt(Position position) {
    other.startAt(position);
    selectors.forget();
  }

  @Override
  public long furthest() {
    return other.furthest();
  }

  @Override
  public void keepRevoked(List<Entry> lost) {
    other.keepRevoked(lost);
  }

  private static boolean mayAdd(Entry entry) {
    return entry.action().equals(IMPORT) || !KNOWN.contains(entry.target().kind());
  }
}
