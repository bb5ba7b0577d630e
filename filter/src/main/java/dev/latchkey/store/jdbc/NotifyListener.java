package dev.latchkey.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * PostgreSQL's LISTEN. The wait is short and followed by a question to the server, since a frozen
 * backend otherwise looks just like silence.
 */
final class NotifyListener implements Listener {
  static final String CHANNEL = "latchkey";
  private static final int WAIT_MILLIS = 1000;

  private final Connection connection;

  NotifyListener(Connection connection) throws SQLException {
    this.connection = connection;
    execute("LISTEN " + CHANNEL);
  }

  @Override
  public boolean heard() throws SQLException {
    PGConnection listening = connection.unwrap(PGConnection.class);
    PGNotification[] notifications = listening.getNotifications(WAIT_MILLIS);
    boolean heard = notifications != null && notifications.length > 0;
    if (!heard) {
      execute("SELECT 1");
    }
    return heard;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
