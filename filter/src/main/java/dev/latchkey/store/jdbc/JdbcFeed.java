package dev.latchkey.store.jdbc;

import dev.latchkey.journal.Chain;
import dev.latchkey.journal.Entry;
import dev.latchkey.journal.Feed;
import dev.latchkey.journal.Node;
import dev.latchkey.journal.Position;
import dev.latchkey.journal.Target;
import dev.latchkey.store.StoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The journal over JDBC. A poll reads and writes the node's row in one transaction. */
public final class JdbcFeed implements Feed {
  /** The number of the schema that this version reads; see {@code docs/operate.md}. */
  public static final int SCHEMA = 1;

  private static final String HEAD =
      """
      SELECT i.id AS installation, i.oldest_guard, h.number, h.hash
        FROM latchkey_installation i, latchkey_head h
      """;

  private static final String HASH_AT = "SELECT hash FROM latchkey_journal WHERE number = ?";

  private static final String AFTER =
      """
      SELECT number, at, actor, action, account_id, target, detail, hash
        FROM latchkey_journal WHERE number > ? ORDER BY number LIMIT 1000
      """;

  private record Head(int oldestGuard, Position position) {}

  private final Database database;

  public JdbcFeed(Database database) {
    this.database = database;
  }

  @Override
  public Position join(Node node) {
    return database.write(
        session -> {
          Head head = head(session);
          if (head.oldestGuard() > SCHEMA) {
            throw new StoreException(
                "the database was upgraded beyond this guard: update latchkey-filter");
          }
          register(session, node, head.position().entry());
          return head.position();
        });
  }

  @Override
  public Answer poll(Node node, Position at) {
    return database.write(
        session -> {
          Head head = head(session);
          Optional<String> difference = difference(session, at, head.position());
          if (difference.isPresent()) {
            return new Answer.Diverged(difference.get());
          }
          List<Entry> entries = session.list(AFTER, JdbcFeed::entry, at.entry());
          beat(session, node, at.entry());
          return new Answer.Following(entries, head.position().entry());
        });
  }

  @Override
  public void leave(Node node) {
    database.write(session -> session.update("DELETE FROM latchkey_node WHERE id = ?", node.id()));
  }

  private static Head head(Session session) throws SQLException {
    return session
        .first(
            HEAD,
            row ->
                new Head(
                    (int) row.number("oldest_guard"),
                    new Position(row.text("installation"), row.number("number"), row.text("hash"))))
        .orElseThrow(
            () -> new StoreException("the database is empty: start the admin servlet once"));
  }

  private static Optional<String> difference(Session session, Position at, Position head)
      throws SQLException {
    if (!head.installation().equals(at.installation())) {
      return Optional.of("this is another installation's database");
    }
    if (head.entry() < at.entry()) {
      return Optional.of(
          "the journal ends at entry " + head.entry() + ", this node has seen " + at.entry());
    }
    boolean same =
        at.entry() == 0
            ? at.hash().equals(Chain.ORIGIN)
            : session
                .first(HASH_AT, row -> row.text("hash"), at.entry())
                .equals(Optional.of(at.hash()));
    return same
        ? Optional.empty()
        : Optional.of("entry " + at.entry() + " is not the one that this node has seen");
  }

  private static void beat(Session session, Node node, long applied) throws SQLException {
    String now = session.dialect().now();
    int known =
        session.update(
            "UPDATE latchkey_node SET entry = ?, beat_at = " + now + " WHERE id = ?",
            applied,
            node.id());
    if (known == 0) {
      register(session, node, applied);
    }
  }

  private static void register(Session session, Node node, long applied) throws SQLException {
    String now = session.dialect().now();
    session.update(
        "INSERT INTO latchkey_node (id, name, entry, lease_ms, beat_at) VALUES (?, ?, ?, ?, "
            + now
            + ")",
        node.id(),
        node.name(),
        applied,
        node.terms().lease().toMillis());
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
