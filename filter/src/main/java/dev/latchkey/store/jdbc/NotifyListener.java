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
  private static final int LONGEST_RING_MILLIS = 2000;

  private final Connection connection;

  NotifyListener(Connection connection) {
    this.connection = connection;
  }

  /**
   * A transaction pooler takes LISTEN to a connection of its own and drops what that hears. Nothing
   * is asked while waiting: the answer could bring the ring along, and sound like a direct way.
   * UNLISTEN may meet the same connection, which would go on listening for nobody; and it fails
   * where the server is not deaf but frozen.
   */
  @Override
  public boolean begin(Runnable ring) throws SQLException {
    execute("LISTEN " + CHANNEL);
    ring.run();
    boolean heard = notified(LONGEST_RING_MILLIS);
    if (!heard) {
      execute("UNLISTEN " + CHANNEL);
    }
    return heard;
  }

  @Override
  public boolean heard() throws SQLException {
    boolean heard = notified(WAIT_MILLIS);
    if (!heard) {
      execute("SELECT 1");
    }
    return heard;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private boolean notified(int millis) throws SQLException {
    PGConnection listening = connection.unwrap(PGConnection.class);
    PGNotification[] notifications = listening.getNotifications(millis);
    return notifications != null && notifications.length > 0;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
