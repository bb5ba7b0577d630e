package dev.latchkey.store.jdbc;

import dev.latchkey.store.Census;

/** Counts the rows of nodes. */
public record JdbcCensus(Database database) implements Census {
  @Override
  public int nodes() {
    return database.read(
        session ->
            session
                .first("SELECT COUNT(*) AS n FROM latchkey_node", row -> (int) row.number("n"))
                .orElse(0));
  }
}
