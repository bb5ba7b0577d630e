package dev.latchkey.samples.cluster.check;

import dev.latchkey.samples.cluster.check.Records.Cut;
import dev.latchkey.samples.cluster.check.Records.Decided;
import dev.latchkey.samples.cluster.check.Records.Issued;
import dev.latchkey.samples.cluster.check.Records.Revoked;
import dev.latchkey.samples.cluster.check.Records.Run;
import dev.latchkey.samples.cluster.check.Records.Used;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads, when all is over, what nodes and clients have written down, and judges by that alone. It
 * asks nobody and knows nothing of what was done to whom, except when a node could not reach the
 * database.
 */
public final class Checker {
  private final Records records;
  private final List<String> violations = new ArrayList<>();
  private final Map<String, NavigableMap<Long, Integer>> acceptances = new HashMap<>();

  private Checker(Records records) {
    this.records = records;
  }

  /** Reads and judges what is in {@code folder}; the names of invariants are the guarantees'. */
  public static Findings check(Path folder) {
    Records records = Records.in(folder);
    Checker checker = new Checker(records);
    records.runs().forEach(checker::judge);
    records.used().stream()
        .sorted(Comparator.comparingLong(Used::answered))
        .forEach(checker::judge);
    return new Findings(records, List.copyOf(checker.violations));
  }

  private void judge(Run run) {
    Set<String> knownToBeRevoked = new HashSet<>();
    long entry = 0;
    for (Decided decided : run.decisions()) {
      if (decided.allowed()) {
        acceptances(run.node(), decided.key()).merge(decided.at(), 1, Integer::sum);
        judgeAllowed(run, decided, knownToBeRevoked);
      } else if (decided.why().contains("revoked")) {
        knownToBeRevoked.add(decided.key());
      }
      if (!decided.undecided()) {
        if (decided.entry() < entry && decided.at() < records.replacedAt()) {
          violated("I3", run, decided, "after it had known entry " + entry);
        }
        entry = decided.entry();
      }
    }
  }

  private void judgeAllowed(Run run, Decided decided, Set<String> knownToBeRevoked) {
    if (knownToBeRevoked.contains(decided.key())) {
      violated("I3", run, decided, "which it had refused as revoked");
    }
    for (Revoked revoked : records.revoked()) {
      if (revoked.key().equals(decided.key())) {
        judgeAgainst(revoked, run, decided);
      }
    }
    for (Cut cut : records.cuts()) {
      boolean late = decided.at() > cut.from() + records.bound() && decided.at() < cut.to();
      if (late && cut.node().equals(run.node())) {
        violated("I6", run, decided, "though cut off for " + millis(decided.at() - cut.from()));
      }
    }
  }

  private void judgeAgainst(Revoked revoked, Run run, Decided decided) {
    if (decided.at() > revoked.committed() + records.bound()) {
      String late = millis(decided.at() - revoked.committed());
      violated("I1", run, decided, late + " after it was revoked");
    }
    if (revoked.proven() && decided.at() > revoked.answered()) {
      violated("I2", run, decided, "after all nodes had confirmed");
    }
    if (decided.entry() >= revoked.entry() && decided.at() < records.replacedAt()) {
      violated("I3", run, decided, "knowing entry " + revoked.entry() + ", which revokes it");
    }
  }

  /** What a node let in it has written down, and a key that nobody revoked is never called bad. */
  private void judge(Used used) {
    if (used.status() == 200 && !isWrittenDown(used)) {
      violations.add("unlogged: " + used.node() + " let " + used.key() + " in and wrote no line");
    }
    if (used.status() == 401 && isGood(used)) {
      violations.add("I7: " + used.node() + " does not know " + used.key());
    }
  }

  /** One line speaks for one answer; the first that fits, as who answered first comes first. */
  private boolean isWrittenDown(Used used) {
    NavigableMap<Long, Integer> open = acceptances(used.node(), used.key());
    Long at = open.ceilingKey(used.asked());
    boolean written = at != null && at <= used.answered();
    if (written) {
      open.computeIfPresent(at, (time, lines) -> lines == 1 ? null : lines - 1);
    }
    return written;
  }

  /** When a node let a key in, and how many lines say so, less those that were called upon. */
  private NavigableMap<Long, Integer> acceptances(String node, String key) {
    return acceptances.computeIfAbsent(node + ' ' + key, name -> new TreeMap<>());
  }

  /** Issued longer ago than it takes to be known everywhere, in this history, and not revoked. */
  private boolean isGood(Used used) {
    boolean revoked =
        records.revoked().stream()
            .anyMatch(r -> r.key().equals(used.key()) && r.sent() < used.answered());
    boolean issued =
        records.issued().stream().anyMatch(i -> i.key().equals(used.key()) && isKnown(i, used));
    return issued && !revoked;
  }

  private boolean isKnown(Issued issued, Used used) {
    boolean mayBeLost =
        issued.answered() < records.replacedAt() && used.answered() > records.replacedAt();
    return used.asked() > issued.answered() + records.bound() && !mayBeLost;
  }

  private void violated(String invariant, Run run, Decided decided, String how) {
    violations.add("%s: %s accepted %s %s".formatted(invariant, run.node(), decided.key(), how));
  }

  private static String millis(long nanos) {
    return nanos / 1_000_000 + " ms";
  }
}
