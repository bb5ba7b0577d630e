package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.Proposals;
import dev.latchkey.journal.Entry;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.JdbcFeed;
import java.util.List;

/** What nodes have handed back. */
public final class JdbcProposals implements Proposals {
  private static final String OPEN =
      """
      SELECT number, at, actor, action, account_id, target, detail, hash
        FROM latchkey_proposal WHERE done_at IS NULL ORDER BY number, hash LIMIT ?
      """;

  private final Database database;

  public JdbcProposals(Database database) {
    this.database = database;
  }

  @Override
  public List<Entry> open(int limit) {
    return database.read(session -> session.list(OPEN, JdbcFeed::entry, limit));
  }
}
