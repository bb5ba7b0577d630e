package dev.latchkey.samples.cluster.check;

import dev.latchkey.samples.cluster.check.Records.Decided;
import dev.latchkey.samples.cluster.check.Records.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the {@link Checker} found. Immutable. */
public final class Findings {
  private final Records records;
  private final List<String> violations;

  Findings(Records records, List<String> violations) {
    this.records = records;
    this.violations = violations;
  }

  /** A line each, beginning with the invariant that does not hold; empty when all do. */
  public List<String> violations() {
    return violations;
  }

  /** How many decisions the nodes have written down. */
  public long decisions() {
    return records.runs().stream().mapToLong(run -> run.decisions().size()).sum();
  }

  /** How many answers clients have written down. */
  public long answers() {
    return records.used().size();
  }

  /**
   * How long after the call that revoked {@code key} a node last let it in, at most; empty when it
   * did not.
   */
  public Optional<Duration> lastAccepted(String key, String node) {
    return records.revoked().stream()
        .filter(revoked -> revoked.key().equals(key))
        .findFirst()
        .flatMap(
            revoked ->
                runsOf(node).stream()
                    .flatMap(run -> run.decisions().stream())
                    .filter(d -> d.allowed() && d.key().equals(key) && d.at() > revoked.sent())
                    .map(Decided::at)
                    .max(Long::compare)
                    .map(at -> Duration.ofNanos(at - revoked.sent())));
  }

  private List<Run> runsOf(String node) {
    return records.runs().stream().filter(run -> run.node().equals(node)).toList();
  }
}
