package dev.latchkey.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection for as long as one piece of work. One of the container's is bounded meanwhile: its
 * URL is somebody else's, who may have set no limit, and a server that froze never answers. For one
 * thread.
 */
final class Loan implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Loan.class);

  private final Connection connection;
  private final Optional<Integer> before;

  private Loan(Connection connection, Optional<Integer> before) {
    this.connection = connection;
    this.before = before;
  }

  /** Takes a connection as it is. */
  static Loan of(DataSource source) throws SQLException {
    return new Loan(source.getConnection(), Optional.empty());
  }

  /** Takes a connection that gives up when its server says nothing for as long as {@code limit}. */
  static Loan bounded(DataSource source, Duration limit) throws SQLException {
    Connection connection = source.getConnection();
    return new Loan(connection, bind(connection, limit));
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      before.ifPresent(this::restore);
    }
  }

  /** What was done is done, though the connection broke since: then nobody gets it again. */
  private void restore(int millis) {
    try {
      connection.setNetworkTimeout(Runnable::run, millis);
    } catch (SQLException e) {
      log.debug("latchkey gives back a connection that is broken", e);
    }
  }

  /**
   * SQLite's driver takes a limit and does nothing with it; a driver that refuses one leaves it to
   * the settings of whoever made the source.
   */
  private static Optional<Integer> bind(Connection connection, Duration limit) {
    try {
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, (int) limit.toMillis());
      return Optional.of(before);
    } catch (SQLException | AbstractMethodError e) {
      log.debug("latchkey could not bound a connection of the container", e);
      return Optional.empty();
    }
  }
}
