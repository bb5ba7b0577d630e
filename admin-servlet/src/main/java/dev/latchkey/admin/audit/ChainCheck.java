package dev.latchkey.admin.audit;

import dev.latchkey.admin.store.Journal;
import dev.latchkey.admin.store.Journal.Head;
import dev.latchkey.journal.Chain;
import dev.latchkey.journal.Entry;
import java.util.List;
import java.util.Optional;

/**
 * A walk along the whole journal, from its origin to the head.
 *
 * @param entries how many were walked
 * @param head where the journal says that it ends
 * @param brokenAt the first number that does not follow from what is before it
 */
public record ChainCheck(long entries, Head head, Optional<Long> brokenAt) {
  private static final int AT_ONCE = 1000;

  public static ChainCheck of(Journal journal, Chain chain) {
    Head head = journal.head();
    String hash = Chain.ORIGIN;
    long walked = 0;
    while (walked < head.number()) {
      List<Entry> entries = journal.after(walked, AT_ONCE);
      for (Entry entry : entries) {
        if (entry.number() != walked + 1 || !chain.links(hash, entry)) {
          return new ChainCheck(walked, head, Optional.of(walked + 1));
        }
        walked = entry.number();
        hash = entry.hash();
        if (walked == head.number()) {
          break;
        }
      }
      if (entries.isEmpty()) {
        return new ChainCheck(walked, head, Optional.of(walked + 1));
      }
    }
    boolean fits =
        hash.equals(head.hash())
            && journal.after(walked, 1).stream()
                .noneMatch(entry -> journal.head().number() < entry.number());
    return new ChainCheck(walked, head, fits ? Optional.empty() : Optional.of(walked + 1));
  }
}
