package dev.latchkey.guard;

import dev.latchkey.guard.lookup.KnownKeys;
import dev.latchkey.guard.lookup.KnownTagKeys;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Learner;
import dev.latchkey.journal.Position;
import dev.latchkey.journal.Target;
import java.util.List;

/** All that this node keeps in memory and that the journal can change. */
record Knowledge(KnownKeys keys, KnownTagKeys tagKeys) implements Learner {
  @Override
  public void learn(List<Entry> entries) {
    keys.learn(entries);
    if (entries.stream().anyMatch(entry -> touchesInstallation(entry.target()))) {
      tagKeys.forget();
    }
  }

  @Override
  public void startAt(Position position) {
    keys.startAt(position);
    tagKeys.forget();
  }

  @Override
  public long furthest() {
    return keys.furthest();
  }

  @Override
  public void keepRevoked(List<Entry> lost) {
    keys.keepRevoked(lost);
  }

  private static boolean touchesInstallation(Target target) {
    return switch (target.kind()) {
      case Target.KEY, Target.USER, Target.ACCOUNT -> false;
      default -> true;
    };
  }
}
