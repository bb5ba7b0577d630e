package dev.latchkey.store.jdbc;

import dev.latchkey.journal.Chain;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Feed;
import dev.latchkey.journal.LeaseTerms;
import dev.latchkey.journal.Lineage;
import dev.latchkey.journal.Node;
import dev.latchkey.journal.NotTakenException;
import dev.latchkey.journal.Position;
import dev.latchkey.journal.Target;
import dev.latchkey.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The journal over JDBC. A poll reads and writes the node's row in one transaction. */
public final class JdbcFeed implements Feed {
  /** The number of the schema that this version reads; see {@code docs/operate.md}. */
  public static final int SCHEMA = 9;

  private static final String HEAD =
      """
      SELECT i.id AS installation, i.oldest_guard, i.lease_ms, i.grace_ms, h.number, h.hash,
             (SELECT hash FROM latchkey_journal WHERE number = ?) AS hash_at,
             %s AS timeline, %s AS forgets
        FROM latchkey_installation i, latchkey_head h
      """;

  private static final String ENTRIES =
      """
      SELECT number, at, actor, action, account_id, target, detail, hash
        FROM latchkey_journal
      """;

  private static final String AFTER = ENTRIES + " WHERE number > ? ORDER BY number LIMIT 1000";

  private static final String RECENT =
      ENTRIES + " WHERE number <= ? ORDER BY number DESC LIMIT 1000";

  private static final String HASHES =
      "SELECT number, hash FROM latchkey_journal WHERE number BETWEEN ? AND ?";

  private static final String ACCEPTED =
      "SELECT hash FROM latchkey_journal WHERE target = ? AND action = ?";

  private static final String BEAT =
      "UPDATE latchkey_node SET entry = ?, beats = ?, beat_at = %s WHERE id = ?";

  /** A node whose join was committed and whose answer was lost joins once more. */
  private static final String REGISTER =
      """
      INSERT INTO latchkey_node (id, name, entry, lease_ms, grace_ms, beats, beat_at)
      VALUES (?, ?, ?, ?, ?, ?, %s)
      ON CONFLICT (id) DO UPDATE
      SET entry = excluded.entry, beats = excluded.beats, beat_at = excluded.beat_at
      """;

  /** An entry that another node has handed back already is there under the same hash. */
  private static final String HAND_BACK =
      """
      INSERT INTO latchkey_proposal
        (hash, number, at, actor, action, account_id, target, detail, node, told_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, %s) ON CONFLICT DO NOTHING
      """;

  /**
   * Where the journal ends.
   *
   * @param lease of the installation, as {@code grace}; empty before the admin servlet has set it
   * @param hashAt of the entry that was asked for; empty when it is not there
   * @param forgets why the database may lose what it acknowledges; empty when it does not
   */
  private record Head(
      int oldestGuard,
      Optional<Duration> lease,
      Optional<Duration> grace,
      Position position,
      Optional<String> hashAt,
      long timeline,
      String forgets) {}

  private record Hash(long number, String text) {}

  private final Database database;

  /**
   * Counts on though the node's row should go and come back: who watches for silence must never
   * take the new row's sign of life for one that it has seen before.
   */
  private final AtomicLong beats = new AtomicLong();

  public JdbcFeed(Database database) {
    this.database = database;
  }

  @Override
  public Beginning join(Node node) {
    return database.write(
        session -> {
          Head head = head(session, 0);
          requireTaken(head, node.terms());
          register(session, node, head.position().entry());
          return beginning(session, head);
        });
  }

  @Override
  public Answer poll(Node node, Position at, Reading reading) {
    return database.write(
        session -> {
          Head head = head(session, at.entry());
          Optional<String> difference = difference(head, at);
          if (difference.isPresent()) {
            return new Answer.Diverged(difference.get(), beginning(session, head));
          }
          Position reached = reading.take(session.list(AFTER, JdbcFeed::entry, at.entry()));
          boolean registered = beat(session, node, reached.entry());
          if (!registered) {
            register(session, node, reached.entry());
          }
          return new Answer.Following(
              head.position().entry(), head.timeline(), registered, head.forgets());
        });
  }

  @Override
  public Map<Long, String> hashes(long from, long to) {
    return database
        .read(
            session ->
                session.list(
                    HASHES, row -> new Hash(row.number("number"), row.text("hash")), from, to))
        .stream()
        .collect(Collectors.toMap(Hash::number, Hash::text));
  }

  @Override
  public void handBack(Node node, List<Entry> lost) {
    database.write(
        session -> {
          String sql = HAND_BACK.formatted(session.dialect().now());
          for (Entry entry : lost) {
            session.update(
                sql,
                entry.hash(),
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.account(),
                entry.target(),
                entry.detail(),
                node.name());
          }
          return lost.size();
        });
  }

  @Override
  public void leave(Node node) {
    database.write(session -> session.update("DELETE FROM latchkey_node WHERE id = ?", node.id()));
  }

  private static Head head(Session session, long at) throws SQLException {
    Dialect dialect = session.dialect();
    return session
        .first(
            HEAD.formatted(dialect.timeline(), dialect.forgets()),
            row ->
                new Head(
                    (int) row.number("oldest_guard"),
                    row.maybeNumber("lease_ms").map(Duration::ofMillis),
                    row.maybeNumber("grace_ms").map(Duration::ofMillis),
                    new Position(row.text("installation"), row.number("number"), row.text("hash")),
                    row.maybeText("hash_at"),
                    Long.parseLong(row.text("timeline"), 16),
                    row.text("forgets")),
            at)
        .orElseThrow(
            () -> new StoreException("the database is empty: start the admin servlet once"));
  }

  private static void requireTaken(Head head, LeaseTerms terms) {
    if (head.oldestGuard() > SCHEMA) {
      throw new NotTakenException(
          "the database was upgraded beyond this guard: update latchkey-filter");
    }
    if (!head.forgets().isEmpty()) {
      throw new NotTakenException(
          "the database may forget what it has acknowledged: it runs with "
              + head.forgets()
              + "; switch that on");
    }
    boolean same =
        head.lease().orElse(terms.lease()).equals(terms.lease())
            && head.grace().orElse(terms.grace()).equals(terms.grace());
    if (!same) {
      throw new NotTakenException(
          "latchkey.lease is %s and latchkey.grace %s here, %s and %s in this installation"
                  .formatted(
                      terms.lease(),
                      terms.grace(),
                      head.lease().orElse(terms.lease()),
                      head.grace().orElse(terms.grace()))
              + ": set the same, or change the installation's with the command line (terms)");
    }
  }

  private static Beginning beginning(Session session, Head head) throws SQLException {
    Target installation = new Target(Target.INSTALLATION, head.position().installation());
    Set<String> accepted =
        new HashSet<>(
            session.list(ACCEPTED, row -> row.text("hash"), installation, Lineage.ACCEPT));
    List<Entry> recent =
        new ArrayList<>(session.list(RECENT, JdbcFeed::entry, head.position().entry()));
    Collections.reverse(recent);
    return new Beginning(head.position(), recent, new Lineage(head.timeline(), accepted));
  }

  private static Optional<String> difference(Head head, Position at) {
    if (!head.position().installation().equals(at.installation())) {
      return Optional.of("this is another installation's database");
    }
    if (head.position().entry() < at.entry()) {
      return Optional.of(
          "the journal ends at entry "
              + head.position().entry()
              + ", this node has seen "
              + at.entry());
    }
    String there = at.entry() == 0 ? Chain.ORIGIN : head.hashAt().orElse("");
    return there.equals(at.hash())
        ? Optional.empty()
        : Optional.of("entry " + at.entry() + " is not the one that this node has seen");
  }

  /** False when there is no row to beat in. */
  private boolean beat(Session session, Node node, long applied) throws SQLException {
    String sql = BEAT.formatted(session.dialect().now());
    return session.update(sql, applied, beats.incrementAndGet(), node.id()) > 0;
  }

  private void register(Session session, Node node, long applied) throws SQLException {
    session.update(
        REGISTER.formatted(session.dialect().now()),
        node.id(),
        node.name(),
        applied,
        node.terms().lease().toMillis(),
        node.terms().grace().toMillis(),
        beats.incrementAndGet());
  }

  /** One line of the journal; the admin servlet's audit reads the same columns. */
  public static Entry entry(Row row) throws SQLException {
    return new Entry(
        row.number("number"),
        row.instant("at"),
        row.text("actor"),
        row.text("action"),
        row.text("account_id"),
        Target.parse(row.text("target")),
        row.text("detail"),
        row.text("hash"));
  }
}
