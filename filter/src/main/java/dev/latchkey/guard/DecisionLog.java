package dev.latchkey.guard;

import dev.latchkey.guard.decide.Decision;
import dev.latchkey.journal.Replica;
import dev.latchkey.key.KeyId;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access journal of keys: at debug level one line for each decision about a presented key, with
 * all that it rested on. Made for programs as much as for people; see {@code docs/operate.md}. Safe
 * for use by many threads.
 */
final class DecisionLog {
  /** The logger's name, which whoever wants the lines puts into the configuration of the log. */
  static final String NAME = "dev.latchkey.decisions";

  private final String node;
  private final Logger log;

  DecisionLog(String node) {
    this(node, LoggerFactory.getLogger(NAME));
  }

  DecisionLog(String node, Logger log) {
    this.node = quoted(node);
    this.log = log;
  }

  /**
   * Writes the line, where anybody wants it. Nothing is built where nobody does.
   *
   * @param basis what the node knew
   * @param nanos the monotonic clock, when it was last read for this decision
   * @param millis the wall clock, likewise
   * @return {@code decision}
   */
  Decision note(Decision decision, Replica basis, long nanos, long millis) {
    if (log.isDebugEnabled()) {
      log.debug(line(decision, basis.entry(), nanos, Instant.ofEpochMilli(millis)));
    }
    return decision;
  }

  private String line(Decision decision, long entry, long nanos, Instant at) {
    String basis = "node=" + node + " at=" + at + " nanos=" + nanos + " entry=" + entry;
    if (decision instanceof Decision.Allowed allowed) {
      return basis + verdict(Optional.of(allowed.caller().key()), "allowed");
    }
    if (decision instanceof Decision.Refused refused) {
      String why = " why=" + quoted(refused.refusal().why());
      return basis + verdict(refused.refusal().key(), "refused") + why;
    }
    if (decision instanceof Decision.Limited limited) {
      return basis + verdict(Optional.of(limited.found().known().key().id()), "limited");
    }
    String why = " why=" + quoted(((Decision.Undecided) decision).why());
    return basis + verdict(Optional.empty(), "undecided") + why;
  }

  private static String verdict(Optional<KeyId> key, String verdict) {
    return " key=" + key.map(KeyId::toString).orElse("-") + " verdict=" + verdict;
  }

  /** What a database or a settings file says may hold anything: it stays one value of one line. */
  private static String quoted(String text) {
    return '"' + text.replace('"', '\'').replaceAll("\\p{Cntrl}+", " ") + '"';
  }
}
