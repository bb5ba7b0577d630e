package dev.latchkey.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection for as long as one piece of work: runs SQL with its parameters bound. Instants are
 * stored as milliseconds since 1970, empty optionals as NULL. For one thread.
 */
public final class Session {
  /** Makes one value of one row. */
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  private final Connection connection;
  private final Dialect dialect;

  Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  public Dialect dialect() {
    return dialect;
  }

  public <T> List<T> list(String sql, Reader<T> reader, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        Row row = new Row(rows);
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(reader.read(row));
        }
        return found;
      }
    }
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String sql, Reader<T> reader, Object... parameters)
      throws SQLException {
    return list(sql, reader, parameters).stream().findFirst();
  }

  /** Runs a statement and answers how many rows it changed. */
  public int update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Runs a statement once with each of these lists of parameters. */
  public void batch(String sql, List<Object[]> lines) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] parameters : lines) {
        bind(statement, parameters);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      bindOne(statement, i + 1, parameters[i]);
    }
  }

  private static void bindOne(PreparedStatement statement, int index, Object parameter)
      throws SQLException {
    if (parameter instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        bindOne(statement, index, optional.get());
      } else {
        statement.setObject(index, null);
      }
    } else if (parameter instanceof Instant instant) {
      statement.setLong(index, instant.toEpochMilli());
    } else if (parameter instanceof Boolean flag) {
      statement.setBoolean(index, flag);
    } else if (parameter instanceof Number number) {
      statement.setLong(index, number.longValue());
    } else {
      statement.setString(index, parameter.toString());
    }
  }
}
