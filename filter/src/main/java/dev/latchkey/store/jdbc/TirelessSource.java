package dev.latchkey.store.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a pool opens its connections with. It tries until it succeeds: the pool itself would wait
 * longer and longer between two tries, and after an outage find the database back seconds late.
 * Safe for use by many threads.
 */
final class TirelessSource implements DataSource {
  /** One try to connect. */
  interface Opening {
    Connection open() throws SQLException;
  }

  private static final Duration USUAL_PAUSE = Duration.ofMillis(500);

  private final Opening opening;
  private final Duration pause;
  private volatile Optional<SQLException> failure = Optional.empty();
  private volatile int loginTimeout;

  TirelessSource(Opening opening) {
    this(opening, USUAL_PAUSE);
  }

  /**
   * Opens nothing yet.
   *
   * @param pause between two tries
   */
  TirelessSource(Opening opening, Duration pause) {
    this.opening = opening;
    this.pause = pause;
  }

  /** Why the last try has failed; empty when it succeeded. */
  Optional<SQLException> failure() {
    return failure;
  }

  /**
   * Connects, whenever that will be.
   *
   * @throws SQLException when the thread is interrupted: the pool is closed
   */
  @Override
  public Connection getConnection() throws SQLException {
    while (true) {
      try {
        Connection connection = opening.open();
        failure = Optional.empty();
        return connection;
      } catch (SQLException e) {
        failure = Optional.of(e);
        awaitNextTry(e);
      }
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  /** How long the pool waits for a try to end when it is closed; a try knows its own limits. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("no log of its own");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  private void awaitNextTry(SQLException why) throws SQLException {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }
}
