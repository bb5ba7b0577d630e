package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.Nodes;
import dev.latchkey.store.jdbc.Database;
import java.time.Duration;
import java.util.List;

/** The nodes' own rows. A node is live while its lease may still run, by the database's clock. */
public final class JdbcNodes implements Nodes {
  private static final String ALL =
      """
      SELECT id, name, entry, beat_at, lease_ms, beat_at + lease_ms > %s AS live
        FROM latchkey_node ORDER BY name, id
      """;

  private final Database database;

  public JdbcNodes(Database database) {
    this.database = database;
  }

  @Override
  public List<Seen> all() {
    return database.read(
        session ->
            session.list(
                ALL.formatted(session.dialect().now()),
                row ->
                    new Seen(
                        row.text("id"),
                        row.text("name"),
                        row.number("entry"),
                        row.instant("beat_at"),
                        Duration.ofMillis(row.number("lease_ms")),
                        row.flag("live"))));
  }
}
