package dev.latchkey.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * SQLite's {@code PRAGMA data_version}: a number that changes when any other connection, here or in
 * another process, commits to the file. Nodes write their own rows too, so a change counts as news
 * only when the journal has grown.
 */
final class DataVersionListener implements Listener {
  private static final long LOOK_EVERY_MILLIS = 10;
  private static final String VERSION = "PRAGMA data_version";
  private static final String TABLE =
      "SELECT COUNT(*) AS there FROM sqlite_master WHERE name = 'latchkey_head'";
  private static final String HEAD = "SELECT number FROM latchkey_head";

  private final Connection connection;
  private final Session session;
  private long version = -1;
  private long head = -1;

  DataVersionListener(Connection connection) {
    this.connection = connection;
    this.session = new Session(connection, Dialect.SQLITE);
  }

  /** Nothing lies between a file and its reader. */
  @Override
  public boolean begin(Runnable ring) {
    return true;
  }

  @Override
  public boolean heard() throws SQLException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    long seen = number(VERSION, "data_version");
    if (seen == version) {
      return false;
    }
    version = seen;
    long reached = head();
    boolean grown = reached != head;
    head = reached;
    return grown;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Before the first start of the admin servlet there is no journal yet, and so no news. */
  private long head() throws SQLException {
    return number(TABLE, "there") == 0 ? -1 : number(HEAD, "number");
  }

  private long number(String sql, String column) throws SQLException {
    return session.first(sql, row -> row.number(column)).orElse(-1L);
  }
}
