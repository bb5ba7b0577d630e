package dev.latchkey.admin.store.jdbc;

import dev.latchkey.admin.store.Nodes;
import dev.latchkey.store.jdbc.Database;
import dev.latchkey.store.jdbc.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The nodes' own rows, and what casts doubt on them, read in one snapshot. When a replica has taken
 * over and nobody has written since, all of the doubt is still to come: what was committed before
 * may be lost, and an answer that waits for it must not take the other history's numbers for it.
 */
public final class JdbcNodes implements Nodes {
  private static final String CENSUS =
      """
      SELECT n.id, n.name, n.entry, n.beats, n.beat_at, n.lease_ms, n.grace_ms,
             n.beat_at + n.lease_ms + n.grace_ms > %1$s AS live,
             CASE WHEN h.timeline <> '' AND h.timeline <> %2$s THEN i.lease_ms + i.grace_ms
                  WHEN h.doubted_at = 0 THEN 0
                  ELSE h.doubted_at + i.lease_ms + i.grace_ms - %1$s
              END AS doubt_ms
        FROM latchkey_head h
        LEFT JOIN latchkey_installation i ON i.one = h.one
        LEFT JOIN latchkey_node n ON h.one = 1
       ORDER BY n.name, n.id
      """;

  private static final String RETIRE = "DELETE FROM latchkey_node WHERE id = ? AND beats = ?";

  private record Line(Optional<Seen> node, long doubtMillis) {}

  private final Database database;

  public JdbcNodes(Database database) {
    this.database = database;
  }

  @Override
  public Census census() {
    List<Line> lines =
        database.read(
            session ->
                session.list(
                    CENSUS.formatted(session.dialect().now(), session.dialect().timeline()),
                    JdbcNodes::line));
    long doubt = lines.stream().mapToLong(Line::doubtMillis).findFirst().orElse(0);
    return new Census(
        lines.stream().flatMap(line -> line.node().stream()).toList(),
        Duration.ofMillis(Math.max(0, doubt)));
  }

  @Override
  public void retire(Seen silent) {
    database.write(session -> session.update(RETIRE, silent.id(), silent.beats()));
  }

  private static Line line(Row row) throws SQLException {
    return new Line(
        row.has("id") ? Optional.of(seen(row)) : Optional.empty(), row.number("doubt_ms"));
  }

  private static Seen seen(Row row) throws SQLException {
    return new Seen(
        row.text("id"),
        row.text("name"),
        row.number("entry"),
        row.number("beats"),
        row.instant("beat_at"),
        Duration.ofMillis(row.number("lease_ms")),
        Duration.ofMillis(row.number("grace_ms")),
        row.flag("live"));
  }
}
