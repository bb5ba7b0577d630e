package dev.latchkey.admin.simulation;

import dev.latchkey.admin.store.AccountRecord;
import dev.latchkey.admin.store.Deed;
import dev.latchkey.admin.store.Installation;
import dev.latchkey.admin.store.KeyRecord;
import dev.latchkey.admin.store.UserRecord;
import dev.latchkey.journal.Chain;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Lineage;
import dev.latchkey.journal.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the database holds after one commit. Transactions work on a copy, so that an earlier one
 * can come back: on a replica that lagged, or from a backup.
 */
final class State {
  /** A node's row. */
  record Row(
      String name, long entry, long beats, long beatAt, long leaseMillis, long graceMillis) {}

  /** An entry that a node has handed back. */
  record Proposal(Entry lost, boolean done) {}

  private static final Chain CHAIN = Chain.plain();

  final Installation installation;
  final List<Entry> journal;
  final Map<String, KeyRecord> keys;
  final Map<String, UserRecord> users;
  final Map<String, AccountRecord> accounts;
  final Map<String, Row> rows;
  final Map<String, Proposal> proposals;

  /** On which timeline the last writer wrote. */
  long writtenOn;

  long doubtedAt;

  State(Installation installation) {
    this.installation = installation;
    this.journal = new ArrayList<>();
    this.keys = new LinkedHashMap<>();
    this.users = new LinkedHashMap<>();
    this.accounts = new LinkedHashMap<>();
    this.rows = new LinkedHashMap<>();
    this.proposals = new LinkedHashMap<>();
  }

  private State(State other) {
    this.installation = other.installation;
    this.journal = new ArrayList<>(other.journal);
    this.keys = new LinkedHashMap<>(other.keys);
    this.users = new LinkedHashMap<>(other.users);
    this.accounts = new LinkedHashMap<>(other.accounts);
    this.rows = new LinkedHashMap<>(other.rows);
    this.proposals = new LinkedHashMap<>(other.proposals);
    this.writtenOn = other.writtenOn;
    this.doubtedAt = other.doubtedAt;
  }

  State copy() {
    return new State(this);
  }

  long head() {
    return journal.size();
  }

  String hashAt(long number) {
    return number == 0 ? Chain.ORIGIN : entry(number).map(Entry::hash).orElse("");
  }

  /** Writes an entry, and answers its number. */
  long note(String actor, long millis, Deed deed) {
    Instant at = Instant.ofEpochMilli(millis);
    long number = head() + 1;
    String account = deed.account().value();
    String hash =
        CHAIN.next(
            hashAt(head()),
            number,
            at,
            actor,
            deed.action(),
            account,
            deed.target(),
            deed.detail());
    journal.add(
        new Entry(number, at, actor, deed.action(), account, deed.target(), deed.detail(), hash));
    return number;
  }

  Optional<Entry> entry(long number) {
    return number >= 1 && number <= journal.size()
        ? Optional.of(journal.get((int) number - 1))
        : Optional.empty();
  }

  boolean holds(Entry entry) {
    return hashAt(entry.number()).equals(entry.hash());
  }

  List<Entry> after(long number) {
    return List.copyOf(journal.subList((int) Math.min(number, head()), journal.size()));
  }

  Position position() {
    return new Position(installation.id(), head(), hashAt(head()));
  }

  Set<String> accepted() {
    return journal.stream()
        .filter(entry -> entry.action().equals(Lineage.ACCEPT))
        .map(Entry::hash)
        .collect(Collectors.toSet());
  }
}
