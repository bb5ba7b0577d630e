package dev.latchkey.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The present row of a result, read without nulls. */
public final class Row {
  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  public boolean has(String column) throws SQLException {
    return rows.getObject(column) != null;
  }

  public String text(String column) throws SQLException {
    return maybeText(column)
        .orElseThrow(() -> new SQLException("column " + column + " is unexpectedly empty"));
  }

  public Optional<String> maybeText(String column) throws SQLException {
    return Optional.ofNullable(rows.getString(column));
  }

  public long number(String column) throws SQLException {
    return rows.getLong(column);
  }

  public Optional<Long> maybeNumber(String column) throws SQLException {
    return has(column) ? Optional.of(number(column)) : Optional.empty();
  }

  public boolean flag(String column) throws SQLException {
    return rows.getBoolean(column);
  }

  public Instant instant(String column) throws SQLException {
    return Instant.ofEpochMilli(rows.getLong(column));
  }

  public Optional<Instant> maybeInstant(String column) throws SQLException {
    return has(column) ? Optional.of(instant(column)) : Optional.empty();
  }
}
